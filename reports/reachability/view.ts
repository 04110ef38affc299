import type { ReachabilityView } from "../html/sections/reachability";
import type { SynthesizedEnvironment } from "../synthesized";
import { reportReachability } from ".";

/** The matrix as the report shows it. */
export function reachabilityView(environment: SynthesizedEnvironment): ReachabilityView {
  const { places, cells, notUnderstood } = reportReachability(environment);
  return {
    places: places.map(({ name, ranges }) => ({ name, ranges })),
    cells: cells.map(({ from, to, ways }) => ({
      from,
      to,
      ways: ways.map(({ ports, chain }) => ({ ports, chain: chain.map(linkOf) })),
    })),
    notUnderstood,
  };
}

/** `<stack>/<address>`, with what is behind it when nobody writes the rule down. */
function linkOf(link: string): ReachabilityView["cells"][number]["ways"][number]["chain"][number] {
  const [, stack = "", address = "", note = ""] = /^([^/]+)\/(\S+)(?: \((.+)\))?$/.exec(link) ?? [];
  return { stack, address, ...(note && { note }) };
}

import { parser } from "@prometheus-io/lezer-promql";
import { EXPOSED } from "./monitoring-exporters";

/** What is wrong with a query: where it does not parse, and names that no installed exporter exposes. */
export function queryProblems(query: string): string[] {
  const problems: string[] = [];
  parser.parse(query).iterate({
    enter: ({ type, node, from, to }) => {
      if (type.isError) problems.push(`does not parse at ${from}: ${query.slice(Math.max(0, from - 10), to + 10)}`);
      if (type.name !== "VectorSelector") return;
      const identifier = node.getChild("Identifier");
      const name = identifier ? query.slice(identifier.from, identifier.to) : "";
      if (!EXPOSED.has(name)) problems.push(`no installed exporter exposes ${name || "a nameless metric"}`);
    },
  });
  return problems;
}

import type { Block } from "../synthesized";
import { both, EVERY_PORT, type Ports, portsText } from "./ports";

/** What is written somewhere and lets packets through. */
export interface By {
  readonly stack: string;
  readonly address: string;
  /** What it says, in words: `tcp 5432 from statuspage-nodes`. */
  readonly says: string;
}

/** Ports that a layer lets through, and everything that is needed for it. */
export interface Grant {
  readonly ports: Ports;
  readonly by: readonly By[];
}

/** One of the things that packets must pass on their way. */
export interface Layer {
  /** What it does to packets that pass: `let in by the security group`. */
  readonly does: string;
  /** Why nothing passes when there is no grant: `no rule of its security groups lets it in`. */
  readonly otherwise: string;
  readonly grants: readonly Grant[];
}

/** What lets packets through at one point of a way; where it is several things, each of them is enough. */
export interface Step {
  readonly does: string;
  readonly by: readonly By[];
}

/** Ports that can be reached, and what lets packets through, in the order in which they meet it. */
export interface Way {
  readonly ports: Ports;
  readonly steps: readonly Step[];
}

/** Something that is written, with what it says. */
export const by = ({ stack, address }: Block, says: string): By => ({ stack, address, says });

/**
 * Ways through all layers. Grants that lead to the same ports become one way: each of them lets at least these ports
 * through, so any of them goes with any of the next layer.
 */
export const combine = (layers: readonly Layer[]): Way[] =>
  layers.reduce<readonly Way[]>(
    (ways, { does, grants }) =>
      merged(
        ways.flatMap(({ ports, steps }) =>
          grants.flatMap((grant) => {
            const left = both(ports, grant.ports);
            return left ? [{ ports: left, steps: [...steps, { does, by: grant.by }] }] : [];
          }),
        ),
      ),
    [{ ports: EVERY_PORT, steps: [] }],
  ) as Way[];

/** Ways of the same length, one for each range of ports. */
function merged(ways: readonly Way[]): Way[] {
  const byPorts = new Map<string, Way>();
  for (const way of ways) {
    const key = portsText([way.ports]);
    const same = byPorts.get(key);
    byPorts.set(key, same ? { ports: way.ports, steps: same.steps.map((step, i) => joined(step, way.steps[i])) } : way);
  }
  return [...byPorts.values()];
}

const joined = (step: Step, other: Step | undefined): Step => ({
  does: step.does,
  by: [...step.by, ...(other?.by ?? []).filter((one) => !step.by.some((known) => isSame(known, one)))],
});

const isSame = (a: By, b: By): boolean => a.address === b.address && a.stack === b.stack && a.says === b.says;

/** Everything that keeps a place closed, each of which would be enough. */
export function stoppedBy(layers: readonly Layer[]): string[] {
  const closed = layers.filter(({ grants }) => grants.length === 0).map(({ otherwise }) => otherwise);
  if (closed.length > 0) return closed;
  const passed = layers.map(({ does, grants }) => `${portsText(grants.map(({ ports }) => ports))} ${does}`);
  return [`no port passes everything: ${passed.join(", ")}`];
}

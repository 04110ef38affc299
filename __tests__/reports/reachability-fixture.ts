import { type Cell, type Reachability, reachabilityOf } from "../../reports/reachability";
import { portsText } from "../../reports/reachability/ports";
import { parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import { realStacks } from "./real-output";
import { type Fault, plant, type StackFile } from "./rules-fixture";

/** What is done to the stacks of an environment of the tests, by their names. */
export type Faults = Readonly<Record<string, readonly (Fault | ((stack: StackFile) => void))[]>>;

/** Who reaches what in an environment of the tests with faults. */
export function planted(name: string, faults: Faults = {}): Reachability {
  const files = Object.entries(realStacks()).filter(([id]) => id.slice(0, id.lastIndexOf("-")) === name);
  const stacks = files.map(([id, file]) => {
    for (const fault of faults[id.slice(name.length + 1)] ?? []) {
      if (typeof fault === "function") fault(file as StackFile);
      else plant(file as StackFile, fault);
    }
    return parseStack(id, file as Values);
  });
  const environment: SynthesizedEnvironment = { name, stacks };
  return reachabilityOf(environment);
}

/** One cell of the matrix. */
export function cellOf({ cells }: Reachability, from: string, to: string): Cell {
  const cell = cells.find((one) => one.from === from && one.to === to);
  if (!cell) throw new Error(`the matrix has no ${from} → ${to}`);
  return cell;
}

/** Ports that can be reached; `–` for none. */
export const portsIn = ({ ways }: Pick<Cell, "ways">): string => portsText(ways.map(({ ports }) => ports)) || "–";

/** Open cells of one row: target and ports. */
export const row = ({ cells }: Reachability, from: string): Record<string, string> =>
  Object.fromEntries(
    cells.filter((cell) => cell.from === from && cell.ways.length > 0).map((cell) => [cell.to, portsIn(cell)]),
  );

/** Cells that faults open or close: `Internet → statuspage-jenkins: – → tcp 22`. */
export function changedBy(name: string, faults: Faults): string[] {
  const textOf = (cell: Cell) => `${cell.from} → ${cell.to}`;
  const before = new Map(planted(name).cells.map((cell) => [textOf(cell), portsIn(cell)]));
  return planted(name, faults).cells.flatMap((cell) => {
    const was = before.get(textOf(cell)) ?? "not there";
    return was === portsIn(cell) ? [] : [`${textOf(cell)}: ${was} → ${portsIn(cell)}`];
  });
}

/** Everything on the first way of a cell: `let in by the security group: data aws_vpc_security_group_ingress_rule.main`. */
export const chainOf = ({ ways: [way] }: Cell): string[] =>
  (way?.steps ?? []).map(
    ({ does, by }) => `${does}: ${by.map(({ stack, address }) => `${stack} ${address}`).join(" or ")}`,
  );

/** A rule that lets in one TCP port. */
export const opens = (security_group_id: string, port: number, from: Values = { cidr_ipv4: "0.0.0.0/0" }): Fault => ({
  add: {
    "aws_vpc_security_group_ingress_rule.hole": {
      security_group_id,
      ip_protocol: "tcp",
      from_port: port,
      to_port: port,
      ...from,
    },
  },
});

/** A second route to the internet for each private subnet. */
export const ROUTES: Fault = {
  add: Object.fromEntries(
    ["a", "b"].map((zone) => [
      `aws_route.planted_${zone}`,
      {
        route_table_id: `\${aws_route_table.vpc_routes_private_${zone}_table.id}`,
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: "${aws_internet_gateway.vpc_routes_internet_gateway.id}",
      },
    ]),
  ),
};

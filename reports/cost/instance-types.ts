import { readFileSync } from "node:fs";
import { resolve } from "node:path";

interface Table {
  readonly types: Readonly<Record<string, { readonly vcpu: number }>>;
}

/** The table that environment files are checked against, read as the data it is. */
const FILE = resolve(__dirname, "../../environments/instance-types.json");
let table: Table | undefined;

/** Processors of an EC2 instance type; undefined of one that is not in the table. */
export function vcpusOf(type: string): number | undefined {
  table ??= JSON.parse(readFileSync(FILE, "utf8")) as Table;
  return Object.hasOwn(table.types, type) ? table.types[type]?.vcpu : undefined;
}

/** T instances earn processor credits, and pay for more of them unless they are told not to. */
export const isBurstable = (type: string): boolean => /^t\d/.test(type);

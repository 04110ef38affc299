import type { Block } from "../synthesized";
import type { Ports } from "./ports";

/** Whether packets come to the owner of a rule or go from it. */
export type Direction = "in" | "out";

/** One permission of a security group. */
export interface Rule {
  readonly block: Block;
  /** What it says, in words. */
  readonly says: string;
  /** Key of the security group that has it; a group that EKS or a controller makes has the key of what it is made for. */
  readonly group: string | undefined;
  readonly direction: Direction;
  readonly ports: Ports;
  /** Whom it is about: keys of security groups, and ranges. Empty when that cannot be told. */
  readonly peers: { readonly groups: readonly string[]; readonly ranges: readonly string[] };
}

import type { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import type { Block, Json } from "../synthesized";

/** One thing that the platform is made of. */
export interface Item {
  /** Unique in the bill, for example `add-on:coredns@AWS default`. Items with the same one are one, used by several. */
  readonly ref: string;
  readonly type: ComponentType;
  readonly name: string;
  /** Who or what it belongs to, for example `@cdktf` or `Amazon RDS`. */
  readonly group?: string;
  readonly version?: string;
  /** Who makes it, as far as the name tells. */
  readonly supplier: string;
  /** Package URL; of the type `generic` for what no package registry has. */
  readonly purl: string;
  /** SHA-512 of a package, SHA-256 of an image or a program, as hexadecimal digits. */
  readonly hash?: { readonly algorithm: "SHA-256" | "SHA-512"; readonly digits: string };
  /** As the package says it. */
  readonly license?: string;
  /** What else there is to know, by name; the names in the bill begin with `aws-platform:`. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Blocks that use it: `statuspage-cluster aws_eks_cluster.eks_main`. */
  readonly usedBy?: readonly string[];
  /** Refs of what it needs. @default nothing that is known */
  readonly needs?: readonly string[];
  /** Whether that is all that it needs. @default nobody knows */
  readonly isComplete?: boolean;
  /** Why there is more, or may be. */
  readonly unknown?: string;
}

/** Who uses an item. */
export const user = ({ environment, stack, address }: Block): string => `${environment}-${stack} ${address}`;

/** A text argument; undefined when there is none. */
export const text = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** One item per reference, sorted, with everybody who uses it and everything that it needs. */
export function merged(items: readonly Item[]): Item[] {
  const byRef = new Map<string, Item>();
  for (const item of items) {
    const before = byRef.get(item.ref);
    const usedBy = union(before?.usedBy, item.usedBy);
    byRef.set(item.ref, { ...before, ...item, usedBy, needs: union(before?.needs, item.needs) });
  }
  return [...byRef.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

const union = (a: readonly string[] = [], b: readonly string[] = []): string[] => [...new Set([...a, ...b])].sort();

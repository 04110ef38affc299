import { type Block, entryOf, type Json, type Values } from "../synthesized";

/** A value and where it is. Terraform JSON writes a block as an object or as a list of one; both are followed. */
export function lookUp(block: Block, path: string): { value: Json | undefined; pointer: string } {
  let value: Json | undefined = block.values;
  let pointer = block.pointer;
  for (const key of path.split(".").filter(Boolean)) {
    if (Array.isArray(value) && value.length === 1 && !/^\d+$/.test(key)) {
      value = value[0];
      pointer += "/0";
    }
    value = typeof value === "object" && value !== null ? entryOf(value as Values, key) : undefined;
    pointer += `/${key}`;
  }
  return { value, pointer };
}

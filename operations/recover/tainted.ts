import { terraform } from "../../platform/terraform";
import type { StateResource } from "../states";

/**
 * What is half made as far as a state knows: a run that was stopped while AWS made it did not hear of the end. The next apply
 * would replace it, a key and a database too, although it may be whole; Terraform's own word for leaving it alone is `untaint`.
 */
export const taintedIn = (
  states: readonly StateResource[],
  stacks: readonly string[],
  folderOf: (stack: string) => string,
): readonly string[] =>
  states
    .filter(({ stack, isTainted }) => isTainted && stacks.includes(stack))
    .map(
      ({ stack, address, attributes }) =>
        `${stack} ${address} = ${attributes.id}: to keep it, and have the next plan complete it, ${terraform()} untaint '${address}' in ${folderOf(stack)}`,
    );

import { z } from "zod";
import { address, matching, type Refused, readRegister } from "../../environments/register";

/** File that maps addresses to the ids of what was made by hand. */
export const ADOPT_FILE = "adopt.yaml";

const entry = z.strictObject({
  stack: matching(/^[a-z][a-z0-9.-]*$/, "is not the id of a stack", "it like statuspage-data").describe(
    "the id of the stack, like statuspage-data",
  ),
  address: address.describe("the address as the stack declares it"),
  id: z
    .string()
    .min(1, { error: "is empty; write what an import of Terraform wants, like vpc-0123456789abcdef0" })
    .describe("what Terraform's documentation of the type names under Import"),
});

const register = z.strictObject({ adopt: z.array(entry).describe("one entry each") });

/** One thing that exists and that a stack shall own. */
export type Adopted = z.infer<typeof entry>;

/** Reads `adopt.yaml`; or says, a sentence each, why it cannot be used. */
export function parseAdopted(text: string, file: string): { readonly adopt: readonly Adopted[] } | Refused {
  const read = readRegister(text, file, register);
  if ("problems" in read) return read;
  const places = read.value.adopt.map(({ stack, address: where }) => `${stack} ${where}`);
  const twice = read.value.adopt.flatMap(({ stack, address: where }, i) =>
    places.indexOf(`${stack} ${where}`) < i
      ? [`${read.placeOf(["adopt", i])}  ${where} of ${stack} is adopted twice; write one id for it`]
      : [],
  );
  return twice.length > 0 ? { problems: twice } : read.value;
}

import { rmSync } from "node:fs";

/** After all tests: removes what `synthesize-once.ts` made. */
export default function removeSynthesized(): void {
  if (process.env.REAL_OUTPUT) rmSync(process.env.REAL_OUTPUT, { recursive: true });
}

import { checkDocuments } from "./property";

/** `npm run fuzz`: as many documents as nobody waits for in a test; FUZZ_SEED repeats a run. */
const { FUZZ_RUNS = "2000", FUZZ_SEED } = process.env;

test("every document is synthesized with its texts as they are, or refused with file and line", () => {
  expect(() =>
    checkDocuments(Number(FUZZ_RUNS), FUZZ_SEED === undefined ? undefined : Number(FUZZ_SEED)),
  ).not.toThrow();
}, 3_600_000);

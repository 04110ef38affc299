import { checkDocuments } from "./property";

test("every document is synthesized with its texts as they are, or refused with file and line", () => {
  expect(() => checkDocuments(100, 17)).not.toThrow();
}, 120_000);

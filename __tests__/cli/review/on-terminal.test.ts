import { onTerminal } from "../../../cli/review/on-terminal";
import { file, terminal, withColours } from "../streams";

withColours();

const table = `| ${"wide ".repeat(20)}|`;

describe("a review on a terminal", () => {
  test("has its verdict in colour and its tables whole, so that it can still be pasted", () => {
    const shown = onTerminal(`> [!CAUTION]\n> **Refused**\n\n${table}`, terminal());
    expect(shown).toBe(`\u001B[31m> [!CAUTION]\u001B[39m\n\u001B[31m> **Refused**\u001B[39m\n\n${table}`);
  });

  test("is the Markdown itself in a file", () => {
    expect(onTerminal(`> [!NOTE]\n> **May be applied**\n${table}`, file)).toBe(
      `> [!NOTE]\n> **May be applied**\n${table}`,
    );
  });
});

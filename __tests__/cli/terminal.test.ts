import { plainProgress } from "../../cli/progress";
import { onTerminal } from "../../cli/review/on-terminal";
import { painted, wrapped } from "../../cli/terminal";

/** A terminal of some width. */
const terminal = (columns = 40) =>
  ({ isTTY: true, columns, hasColors: () => true, write: () => true }) as unknown as NodeJS.WriteStream;
const file = { write: () => true } as unknown as NodeJS.WriteStream;

const inherited = process.env.NO_COLOR;
beforeEach(() => void delete process.env.NO_COLOR);
afterAll(() => {
  if (inherited !== undefined) process.env.NO_COLOR = inherited;
});

describe("a verdict", () => {
  test("is coloured on a terminal", () => {
    expect([painted("pass", terminal()), painted("invalid", terminal())]).toEqual([
      "\u001B[32mpass\u001B[39m",
      "\u001B[31minvalid\u001B[39m",
    ]);
  });

  test("is plain in a file, and where NO_COLOR asks for none", () => {
    expect(painted("pass", file)).toBe("pass");
    process.env.NO_COLOR = "1";
    expect(painted("pass", terminal())).toBe("pass");
  });
});

describe("a long line", () => {
  const line = "  shop-data  aws_db_instance.main: a database has a standby in another zone";

  test("is broken at spaces on a terminal, and goes on below where its words begin", () => {
    expect(wrapped(line, terminal())).toBe(
      "  shop-data  aws_db_instance.main: a\n    database has a standby in another\n    zone",
    );
  });

  test("stays one line in a file, and on a terminal that is too narrow to gain by it", () => {
    expect([wrapped(line, file), wrapped(line, terminal(20))]).toEqual([line, line]);
  });

  test("is as long as it looks: colours count for nothing", () => {
    const coloured = `${painted("pass", terminal())} ${"x".repeat(35)}`;
    expect(wrapped(coloured, terminal())).toBe(coloured);
  });
});

describe("a review on a terminal", () => {
  const table = `| ${"wide ".repeat(20)}|`;

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

describe("progress in a log", () => {
  const log = () => {
    const lines: string[] = [];
    const write = (text: string) => lines.push(text.replace(/\d+\.\d s/, "… s")) > 0;
    return { lines, progress: plainProgress({ write } as unknown as NodeJS.WriteStream) };
  };

  test("is a line for each step as it begins, and one for each stack as it ends, with its time", async () => {
    const { lines, progress } = log();
    progress.step("synthesizing");
    expect(await progress.stack("shop-network", async () => 1)).toBe(1);
    progress.end();
    expect(lines).toEqual(["synthesizing\n", "shop-network  … s\n"]);
  });

  test("says which stack failed", async () => {
    const { lines, progress } = log();
    const failure = progress.stack("shop-data", async () => Promise.reject(new Error("no credentials")));
    await expect(failure).rejects.toThrow("no credentials");
    expect(lines).toEqual(["shop-data  failed after … s\n"]);
  });
});

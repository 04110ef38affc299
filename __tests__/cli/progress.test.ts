import { plainProgress, spinningProgress } from "../../cli/progress";
import { terminal, withColours } from "./streams";

withColours();

describe("progress in a log", () => {
  const log = () => {
    const lines: string[] = [];
    const write = (text: string) => lines.push(text.replace(/\d+\.\d s/, "… s")) > 0;
    return { lines, progress: plainProgress({ write } as unknown as NodeJS.WriteStream) };
  };

  test("is a line for each step as it begins, and one for each stack as it ends, with its time", async () => {
    const { lines, progress } = log();
    expect(await progress.step("synthesizing", () => 2)).toBe(2);
    expect(await progress.stack("shop-network", async () => 1)).toBe(1);
    expect(lines).toEqual(["synthesizing\n", "shop-network  … s\n"]);
  });

  test("says which stack failed", async () => {
    const { lines, progress } = log();
    const failure = progress.stack("shop-data", async () => Promise.reject(new Error("no credentials")));
    await expect(failure).rejects.toThrow("no credentials");
    expect(lines).toEqual(["shop-data  failed after … s\n"]);
  });
});

describe("progress on a terminal", () => {
  /** Everything that is shown, in its order: what turns, `-` where nothing does, and the lines that stay. */
  const screen = () => {
    const shown: string[] = [];
    const spinner = { start: (text: string) => shown.push(text), stop: () => shown.push("-") };
    const output = { ...terminal(), write: (text: string) => shown.push(text.replace(/\d+\.\d s/, "… s")) };
    const progress = spinningProgress(spinner as never, output as never, (line) => shown.push(line));
    return { shown, progress };
  };

  test("turns during a step, and leaves nothing of it", async () => {
    const { shown, progress } = screen();
    await progress.step("synthesizing", () => 1);
    expect(shown).toEqual(["synthesizing …", "-"]);
  });

  test("keeps one line for each stack, with how it went and its time", async () => {
    const { shown, progress } = screen();
    await progress.stack("shop-network", async () => 1);
    await progress.stack("shop-data", async () => Promise.reject(new Error())).catch(() => undefined);
    expect(shown.filter((text) => text.endsWith("\n"))).toEqual([
      "\u001B[32m✔\u001B[39m shop-network  … s\n",
      "\u001B[31m✖\u001B[39m shop-data  … s\n",
    ]);
  });

  test("does not turn on after a failure, which would keep the program from ending", async () => {
    const { shown, progress } = screen();
    await progress.step("synthesizing", () => Promise.reject(new Error())).catch(() => undefined);
    expect(shown.at(-1)).toBe("-");
  });

  test("names all that is at work, and prints results between", async () => {
    const { shown, progress } = screen();
    await Promise.all(["a", "b"].map((id) => progress.during(id, async () => progress.print(`${id} valid`))));
    expect(shown).toEqual(["a …", "-", "a valid", "a …", "a, b …", "-", "b valid", "a, b …", "b …", "-"]);
  });
});

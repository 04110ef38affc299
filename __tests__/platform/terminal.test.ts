import { painted, wrapped } from "../../platform/terminal";
import { file, terminal, withColours } from "../cli/streams";

withColours();

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

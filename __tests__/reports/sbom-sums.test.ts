import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256Sums } from "../../reports/sbom";

const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

test("has a line per file, sorted by path", () => {
  expect(sha256Sums({ "b/x y.html": "", a: "", "B.json": "" })).toBe(
    `${EMPTY}  B.json\n${EMPTY}  a\n${EMPTY}  b/x y.html\n`,
  );
});

test("a text and its bytes have the same sum", () => {
  expect(sha256Sums({ a: "Prüfung" })).toBe(sha256Sums({ a: Buffer.from("Prüfung") }));
});

test("a path with a line break cannot pretend to be another file", () => {
  expect(sha256Sums({ "a\nb\\c": "" })).toBe(`\\${EMPTY}  a\\nb\\\\c\n`);
});

test("sha256sum agrees, and finds a file that was changed", () => {
  const folder = mkdtempSync(join(tmpdir(), "sums-"));
  const files = { "index.html": "<p>", "a b.json": '{"ü":1}\n', "odd\nname": "x" };
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
  const check = () => spawnSync("sha256sum", ["--check", "--strict"], { cwd: folder, input: sha256Sums(files) }).status;
  expect(check()).toBe(0);
  writeFileSync(join(folder, "index.html"), "<p>!");
  expect(check()).toBe(1);
  rmSync(folder, { recursive: true });
});

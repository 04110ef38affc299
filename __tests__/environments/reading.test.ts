import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDocument } from "../../environments/document";
import { problemsOf, SHOP } from "./fixture";

const folder = mkdtempSync(join(tmpdir(), "reading-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is wrong with a file, or with what lies in its place; undefined when it can be read. */
function refused(file: string): string | undefined {
  const source = readDocument(file);
  return "problems" in source ? source.problems[0]?.message : undefined;
}

describe("what is no file is never waited for", () => {
  test("a pipe that nobody writes into", () => {
    const pipe = join(folder, "pipe.yaml");
    execFileSync("mkfifo", [pipe]);
    expect(refused(pipe)).toBe("this is no file but a folder, a pipe or a device; write a file");
  });

  test("a device that never ends", () => {
    expect(refused("/dev/zero")).toBe("this is no file but a folder, a pipe or a device; write a file");
  });

  test("a folder", () => {
    expect(refused(folder)).toBe("this is no file but a folder, a pipe or a device; write a file");
  });
});

describe("links stay within their folder", () => {
  const link = (name: string, target: string): string => {
    symlinkSync(target, join(folder, name));
    return join(folder, name);
  };
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  afterAll(() => rmSync(outside, { recursive: true }));

  test("one to a file of another folder is refused", () => {
    writeFileSync(join(outside, "shop.yaml"), SHOP);
    expect(refused(link("out.yaml", join(outside, "shop.yaml")))).toBe(
      "the file is a link to one outside its folder; put a copy here",
    );
  });

  test("so is one through a folder that is a link itself", () => {
    link("inner", outside);
    expect(refused(link("through.yaml", "inner/shop.yaml"))).toBe(
      "the file is a link to one outside its folder; put a copy here",
    );
  });

  test("so is one to a device", () => {
    expect(refused(link("device.yaml", "/dev/zero"))).toBe(
      "the file is a link to one outside its folder; put a copy here",
    );
  });

  test("one that leads nowhere cannot be read", () => {
    expect(refused(link("nowhere.yaml", "gone.yaml"))).toBe(
      "the file cannot be read (ENOENT); check its name and rights",
    );
  });

  test("one to a file beside it is read", () => {
    writeFileSync(join(folder, "shop.yaml"), SHOP);
    expect(refused(link("copy.yaml", "shop.yaml"))).toBeUndefined();
  });
});

describe("bytes that are not UTF-8 are refused on their line", () => {
  /** The shop's file with some bytes in a tag on its third line. */
  const withBytes = (...bytes: number[]) => {
    const [first = "", second = "", ...rest] = SHOP.split("\n");
    const before = Buffer.from(`${first}\n${second}\ntags: { Team: "a`);
    return Buffer.concat([before, Buffer.from(bytes), Buffer.from(`" }\n${rest.join("\n")}`)]);
  };

  test.each([
    ["Latin-1", [0xe4]],
    ["Windows-1252", [0x93, 0x61, 0x94]],
    ["half of a letter", [0xc3]],
    ["a slash in two bytes", [0xc0, 0xaf]],
    ["half of a pair of UTF-16", [0xed, 0xa0, 0x80]],
    ["more than Unicode has", [0xf4, 0x90, 0x80, 0x80]],
  ])("%s", (_, bytes) => {
    expect(problemsOf(withBytes(...bytes))).toEqual([
      expect.stringMatching(/^3 .*this line is not in UTF-8; save the file in UTF-8$/),
    ]);
  });

  test("a letter in UTF-8 is taken", () => {
    expect(problemsOf(withBytes(0xc3, 0xa4))).toEqual([]);
  });

  test("UTF-16 is no text of this kind", () => {
    expect(problemsOf(Buffer.from(`\uFEFF${SHOP}`, "utf16le"))).toEqual([
      expect.stringContaining("this line is not in UTF-8; save the file in UTF-8"),
    ]);
  });
});

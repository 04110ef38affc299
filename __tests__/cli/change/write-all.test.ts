import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAll } from "../../../cli/change/write-all";

const folder = mkdtempSync(join(tmpdir(), "write-all-"));
afterAll(() => rmSync(folder, { recursive: true }));
const place = (name: string): string => join(folder, name);

describe("several files", () => {
  beforeEach(() => {
    for (const one of readdirSync(folder)) rmSync(place(one), { recursive: true });
    writeFileSync(place("old"), "as it was");
    writeFileSync(place("going"), "as it was");
  });

  test("are written, made with their folders, and removed together", () => {
    writeAll(
      new Map([
        [place("old"), "new"],
        [place("below/made"), "made"],
        [place("going"), undefined],
        [place("never-there"), undefined],
      ]),
    );
    expect([readdirSync(folder).sort(), readFileSync(place("old"), "utf8")]).toEqual([["below", "old"], "new"]);
    expect(readdirSync(place("below"))).toEqual(["made"]);
  });

  test("may be read by those who could read them before, and by nobody else", () => {
    chmodSync(place("old"), 0o600);
    writeAll(new Map([[place("old"), "new"]]));
    expect(statSync(place("old")).mode & 0o777).toBe(0o600);
  });

  test("stay as they were, all of them, when one cannot be written", () => {
    const changes = new Map([
      [place("old"), "new"],
      [place("going"), undefined],
      [place("old/below"), "in a folder that is a file"],
    ]);
    expect(() => writeAll(changes)).toThrow(/ENOTDIR|EEXIST/);
    expect(readdirSync(folder).sort()).toEqual(["going", "old"]);
    expect(readFileSync(place("old"), "utf8")).toBe("as it was");
  });

  test("are written where a link leads", () => {
    mkdirSync(place("elsewhere"));
    writeFileSync(place("elsewhere/real"), "as it was");
    symlinkSync(place("elsewhere/real"), place("link"));
    writeAll(new Map([[place("link"), "new"]]));
    expect(readFileSync(place("elsewhere/real"), "utf8")).toBe("new");
  });
});

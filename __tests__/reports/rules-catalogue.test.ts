import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CONTROLS, type ControlsAnswered, controlsOf } from "../../reports/rules/controls";
import { RULES } from "../../reports/rules/judge";
import { CASES } from "./rules-cases";

describe("rules", () => {
  const folder = "reports/rules";
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "controls")
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const idOf = (file: string) => basename(file, ".ts");
  const toName = (id: string) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

  test("are all in the index, one line each, named after their file", () => {
    const lines = files.map((file) => `export { ${toName(idOf(file))} } from "./${file.slice(0, -".ts".length)}";`);
    const index = readFileSync(join(folder, "index.ts"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("export"));
    expect(index.sort()).toEqual(lines.sort());
  });

  test("have the id their file is named after", () => {
    expect(RULES.map(({ id }) => id)).toEqual(files.map(idOf).sort());
  });

  test("each answer a control", () => {
    expect(RULES.filter(({ controls }) => controlsOf(controls).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test("cannot name a control that is not in the catalogue", () => {
    // @ts-expect-error there is no such control
    const invented: ControlsAnswered = { fsbp: ["RDS.999"] };
    expect(controlsOf(invented)).toEqual([{ framework: "fsbp", id: "RDS.999", title: "RDS.999" }]);
  });

  test("leave no control of the catalogue unanswered", () => {
    const answered = new Set(
      RULES.flatMap(({ controls }) => controlsOf(controls)).map((it) => `${it.framework} ${it.id}`),
    );
    const all = Object.entries(CONTROLS).flatMap(([framework, ids]) =>
      Object.keys(ids).map((id) => `${framework} ${id}`),
    );
    expect(all.filter((control) => !answered.has(control))).toEqual([]);
  });

  test("name scanner checks the way the scanners do", () => {
    const named = RULES.flatMap(({ scanners = {} }) => [...(scanners.checkov ?? []), ...(scanners.trivy ?? [])]);
    expect(named.filter((id) => !/^(CKV2?_(AWS|K8S)_\d+|AVD-(AWS|KSV)-\d{4})$/.test(id))).toEqual([]);
  });

  test("say requirement, reason and fix in sentences", () => {
    const vague = RULES.filter(({ requirement, why, fix }) =>
      [requirement, why, fix].some((it) => !/^[A-Z].{15,}[.)]$/.test(it)),
    );
    expect(vague.map(({ id }) => id)).toEqual([]);
  });

  test("have one case each", () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id));
  });
});

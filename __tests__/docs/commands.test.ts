import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addressesOf } from "../../cli/addresses/registry";
import { COMMANDS } from "../../cli/commands";
import { syntaxProblem } from "../pipelines/shell";
import { realEnvironments } from "../reports/real-output";
import { commandsIn, documented } from "./commands";

const all = documented();

describe("commands of the pages on operation", () => {
  test("are found", () => {
    expect(all.length).toBeGreaterThan(80);
    expect(
      commandsIn("```sh\naws sts \\\n  get-caller-identity # who\n```\nor `npm run plan -- <environment>`"),
    ).toEqual(["aws sts get-caller-identity # who", "npm run plan -- placeholder"]);
  });

  test("are what bash can read", () => {
    const script = all.map(({ command }) => command).join("\n");
    expect(syntaxProblem(script)).toBe("");
  });

  test("name commands of this project that there are", () => {
    const names = all.flatMap(({ command }) => /^npm run (?:--silent )?([\w:-]+)/.exec(command)?.[1] ?? []);
    const known = COMMANDS.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("make a parameter group by hand as the stack describes it, for another description would replace it", () => {
    const file = join(process.env.REAL_OUTPUT ?? "", "stacks/statuspage-data/cdk.tf.json");
    const { data_database_parameters: own } = JSON.parse(readFileSync(file, "utf8")).resource.aws_db_parameter_group;
    const described = all.flatMap(
      ({ command }) => /create-db-parameter-group .*--description "(.*)"/.exec(command)?.slice(1) ?? [],
    );
    expect(described).toEqual([own.description]);
  });

  test("name addresses that there are", () => {
    const registered = [...addressesOf(realEnvironments()).values()].flat();
    const named = all.flatMap(({ command }) => command.match(/\baws_[a-z_]+\.[a-z_]+/g) ?? []);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((address) => !registered.includes(address))).toEqual([]);
  });
});

describe("pages on operation", () => {
  const pages = ["docs/day-2", "docs/upgrade"].flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  );

  test("are listed in their indexes", () => {
    for (const page of pages.filter((one) => !one.endsWith("README.md"))) {
      const index = readFileSync(join(dirname(page), "README.md"), "utf8");
      expect([page, index.includes(`(${page.split("/").at(-1)})`)]).toEqual([page, true]);
    }
  });

  test("link to pages that there are", () => {
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/\]\(([^)#]+\.md)\)/g)]
        .map(([, target = ""]) => join(dirname(page), target))
        .filter((target) => !existsSync(target)),
    );
    expect(broken).toEqual([]);
  });
});

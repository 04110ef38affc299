import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ENVIRONMENTS } from "./project";

/**
 * Whether the shipped examples are the described deployments still, for `.ci/run`. An example that is gone, or that says in
 * its head no longer that it is as described, is somebody's own, and nothing is asked of it.
 */
const MARK = /^# As described: /m;

/** What the README asks its reader to write: nobody described it. */
const OWNERS: readonly RegExp[] = [
  /^account$/,
  /^region$/,
  /^state\./,
  /^network\.cidr$/,
  /^network\.zones\..*\.(public|private)$/,
  /^cluster\.(admins|viewers|publicAccessCidrs|privateAccessCidrs)(\.|$)/,
  /^delivery\.jenkins\.(webCidrs|sshCidrs)(\.|$)/,
  /^delivery\.jenkins\.pipelines\.[^.]+\.repositoryUrl$/,
  /^workloads\.apps\.[^.]+\.(image|imageIsExample)$/,
  /^workloads\.monitoring\.emails(\.|$)/,
];

/** Every value of a file by its path. */
const valuesOf = (value: unknown, path = ""): [string, unknown][] =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => valuesOf(inner, path === "" ? key : `${path}.${key}`))
    : [[path, value]];

/** How a file departs from what was described, one sentence each. */
function departures(file: string, text: string, described: string): string[] {
  const [own, wanted] = [new Map(valuesOf(parse(text))), new Map(valuesOf(parse(described)))];
  const paths = [...new Set([...own.keys(), ...wanted.keys()])].filter((path) => !OWNERS.some((one) => one.test(path)));
  return paths
    .filter((path) => JSON.stringify(own.get(path)) !== JSON.stringify(wanted.get(path)))
    .map((path) => {
      const [is, was] = [own, wanted].map((values) => JSON.stringify(values.get(path)) ?? "nothing");
      return `${file}  ${path}: is ${is}, and was described as ${was}; write that, or take the line "# As described" out of the file when it is yours`;
    });
}

const textOf = (folder: string, name: string): string => readFileSync(join(folder, `${name}.yaml`), "utf8");
const described = readdirSync(ENVIRONMENTS).map((file) => file.replace(/\.yaml$/, ""));
const shipped = described.filter(
  (name) => existsSync(`environments/${name}.yaml`) && MARK.test(textOf("environments", name)),
);

for (const name of shipped)
  test(`environments/${name}.yaml is the deployment that was described, but for what its owner writes`, () => {
    expect(departures(`environments/${name}.yaml`, textOf("environments", name), textOf(ENVIRONMENTS, name))).toEqual(
      [],
    );
  });

for (const name of described.filter((one) => !shipped.includes(one)))
  test(`environments/${name}.yaml is not as described any more, and not compared`, () => undefined);

test("another size is found, an own account is not", () => {
  const text = textOf(ENVIRONMENTS, "statuspage");
  const changed = text.replace("db.m5.large", "db.m5.xlarge").replaceAll("444455556666", "210987654321");
  expect(departures("shop.yaml", changed, text)).toEqual([
    'shop.yaml  data.database.instanceClass: is "db.m5.xlarge", and was described as "db.m5.large"; write that, or take the line "# As described" out of the file when it is yours',
  ]);
});

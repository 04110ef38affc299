import * as contracts from "../contracts";
import { loadEnvironments } from "../environments/load";
import { zoneKey, zonesOf } from "../environments/zones";
import { outputName } from "../platform/contract";
import type { Block } from "./helpers";
import { ENVIRONMENTS } from "./project";
import { realStacks } from "./reports/real-output";

const environment = loadEnvironments({ folder: ENVIRONMENTS, names: "statuspage" }).environments[0];
if (!environment) throw new Error("statuspage has no file");
const stacks = new Map(
  Object.entries(realStacks()).flatMap(([id, json]): [string, Block][] =>
    id.startsWith("statuspage-") ? [[id.replace("statuspage-", ""), json]] : [],
  ),
);
const { workloads, repositories, subnets, github, ...fixed } = contracts;
const all = [
  ...Object.values(fixed),
  ...(environment.delivery?.github ? [github] : []),
  subnets(zonesOf(environment).map((zone) => zoneKey(environment, zone))),
  workloads(Object.keys(environment.workloads?.apps ?? {})),
  repositories(Object.keys(environment.delivery?.repositories ?? {})),
];

describe.each([...stacks.keys()])("the outputs of %s", (stack) => {
  test("are what its contracts promise, and nothing else", () => {
    const promised = all
      .filter(({ producer }) => producer === stack)
      .flatMap(({ fields }) => Object.keys(fields).map(outputName));
    expect(Object.keys(stacks.get(stack).output ?? {}).sort()).toEqual(promised.sort());
  });

  test("are never marked as secret, because no secret may be among them", () => {
    expect(JSON.stringify(stacks.get(stack).output ?? {})).not.toContain("sensitive");
  });
});

test("every field is explained", () => {
  const descriptions = all.flatMap(({ fields }) => Object.values(fields).map(({ description }) => description));
  expect(descriptions.filter((description) => !/^[A-Z].{15,}/.test(description))).toEqual([]);
});

test("output names are public: a change here breaks readers", () => {
  const names = all.flatMap(({ producer, fields }) =>
    Object.keys(fields).map((field) => `${producer}.${outputName(field)}`),
  );
  expect(names.sort()).toMatchSnapshot();
});

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planIn } from "../cli/plan/make";
import { previewOf } from "../cli/preview/transform";
import { adaptFile, providersOf, type StackJson } from "../cli/terraform/adapt";
import { awsProviderVersion, mirrorEnvironment, missingFromMirror } from "../cli/terraform/mirror";
import { terraform } from "../cli/terraform/run";
import { samplesByProducer } from "../contracts/preview";
import { loadEnvironments } from "../environments/load";
import { audit } from "../reports/audit/report";
import { filesOf, inputsOf, writeFiles } from "../reports/audit/report-files";
import { readSupportCalendar } from "../reports/built/support";
import { environmentsOf, parseModule, readFolder, type Values } from "../reports/synthesized";
import { ENVIRONMENTS } from "./project";
import { realEnvironments, realOutput, realStacks } from "./reports/real-output";

const folder = mkdtempSync(join(tmpdir(), "hcl-plans-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Variables that keep Terraform from an account. */
const env = { ...mirrorEnvironment(folder), AWS_EC2_METADATA_DISABLED: "true" };

/** Every stack, and whether its providers can be had. */
const stacks = realEnvironments().flatMap(({ name, stacks: all }) =>
  all.map(({ id, name: stack }) => ({ environment: name, stack, id, isPlanned: lacking(id).length === 0 })),
);

function lacking(id: string): string[] {
  const { terraform: settings } = realStacks()[id] as { terraform: NonNullable<StackJson["terraform"]> };
  return providersOf({ terraform: settings }).flatMap(
    ({ source, version }) =>
      missingFromMirror(source, source === "hashicorp/aws" ? (awsProviderVersion() ?? version) : version) ?? [],
  );
}

/** Writes the audits of what was synthesized into a folder below it. */
async function auditInto(synthesized: string, to: string): Promise<void> {
  const support = readSupportCalendar();
  const modules = await readFolder(synthesized);
  const environments = environmentsOf(modules.map(parseModule));
  const known = environments.map(({ name }) => name);
  const register = { waivers: [], problems: [] };
  for (const one of audit({ environments, register, known, support, date: support.date }, inputsOf(modules)))
    writeFiles(join(to, one.environment.name), await filesOf(one));
}

const [exported, sampled, audited] = ["exported", "sampled", "audited"].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  await auditInto(realOutput(), exported);
  cpSync(realOutput(), sampled, { recursive: true });
  const { environments } = loadEnvironments({ folder: ENVIRONMENTS });
  for (const { environment: name, id } of stacks) {
    const file = join(sampled, "stacks", id, "cdk.tf.json");
    const [environment] = environments.filter((one) => one.name === name);
    if (environment === undefined) throw new Error(`${name} has no file`);
    adaptFile(file, awsProviderVersion());
    const json = JSON.parse(readFileSync(file, "utf8")) as Values;
    writeFileSync(file, JSON.stringify(previewOf(json, samplesByProducer(environment), environment)));
  }
  await auditInto(sampled, audited);
}, 120_000);

/** What a plan would do: every value before and after, known or not, and all outputs. */
async function plan(at: string): Promise<object> {
  const json = join(at, "plan.json");
  await planIn(at, join(at, "tfplan"), json, env);
  const { planned_values, resource_changes, output_changes } = JSON.parse(readFileSync(json, "utf8"));
  return { planned_values, resource_changes, output_changes };
}

test("what the audit exports is formatted as Terraform formats it", async () => {
  const { code, output } = await terraform(["fmt", "-check", "-recursive", "-diff"], exported, env);
  expect([code, output]).toEqual([0, ""]);
});

test("a file that is not formatted is found", async () => {
  const at = join(folder, "unformatted");
  cpSync(join(exported, "statuspage", "hcl", "network"), at, { recursive: true });
  writeFileSync(join(at, "versions.tf"), "terraform {\nrequired_version = 1\n}\n");
  expect((await terraform(["fmt", "-check"], at, env)).code).not.toBe(0);
});

describe("the plan of the exported HCL", () => {
  test.each(stacks.filter(({ isPlanned }) => isPlanned))(
    "of $id is that of the JSON",
    async ({ environment, stack, id }) => {
      expect(await plan(join(audited, environment, "hcl", stack))).toEqual(await plan(join(sampled, "stacks", id)));
    },
    180_000,
  );

  const left = stacks.filter(({ isPlanned }) => !isPlanned);
  if (left.length > 0) test.skip.each(left)("of $id is not made here: its providers cannot be had", () => undefined);

  test("is made for every stack that needs no other provider than AWS's", () => {
    expect(stacks.filter(({ isPlanned, stack }) => isPlanned && stack !== "workloads")).toHaveLength(9);
  });

  test("differs when one value of the HCL does", async () => {
    const [json, hcl] = [
      join(sampled, "stacks", "statuspage-bootstrap"),
      join(audited, "statuspage", "hcl", "bootstrap"),
    ];
    const file = join(hcl, "main.tf");
    const text = readFileSync(file, "utf8");
    const changed = text.replace(/noncurrent_days += \d+/, "noncurrent_days = 17");
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    expect(await plan(hcl)).not.toEqual(await plan(json));
  }, 180_000);
});

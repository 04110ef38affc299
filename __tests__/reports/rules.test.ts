import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTROLS, type ControlsAnswered, controlsOf } from "../../reports/audit/controls";
import { type Finding, RULES } from "../../reports/audit/judge";
import { parseWaivers } from "../../reports/audit/waivers";
import { applyWaivers, failuresOf } from "../../reports/audit/waivers-apply";
import { CLUSTER } from "./rules-cases-cluster";
import { DATA } from "./rules-cases-data";
import { DELIVERY } from "./rules-cases-delivery";
import { NETWORK } from "./rules-cases-network";
import { STATE } from "./rules-cases-state";
import { WORKLOADS } from "./rules-cases-workloads";
import {
  blocksOf,
  findingsOf,
  plant,
  type RuleCase,
  type StackFile,
  stackOf,
  support,
  withBlocks,
} from "./rules-fixture";
import { FUTURE } from "./rules-future";

const CASES: Readonly<Record<string, RuleCase>> = {
  ...STATE,
  ...NETWORK,
  ...CLUSTER,
  ...DATA,
  ...DELIVERY,
  ...WORKLOADS,
};
const NEITHER = { "aws_route_table.other": { vpc_id: "vpc-1" } };

const outdir = mkdtempSync(join(tmpdir(), "rules-"));
afterAll(() => rmSync(outdir, { recursive: true }));
spawnSync(process.execPath, ["dist/main.js"], { env: { PATH: process.env.PATH, CDKTF_OUTDIR: outdir } });
const REAL: Readonly<Record<string, StackFile>> = Object.fromEntries(
  readdirSync(join(outdir, "stacks")).map((id) => [
    id,
    JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")),
  ]),
);

const typeOf = (address: string): string =>
  /^(provider|backend)\./.test(address) ? address : (address.split(".")[0] ?? "");
const isMade = (type: string): boolean => Object.values(REAL).some((stack) => blocksOf(stack, type).length > 0);

describe("rules", () => {
  const folder = "reports/audit/rules";
  const files = readdirSync(folder)
    .filter((file) => file !== "index.ts")
    .sort();
  const toName = (id: string) => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

  test("are all in the index, one line each, named after their file", () => {
    const lines = files
      .map((file) => file.slice(0, -".ts".length))
      .map((id) => `export { ${toName(id)} } from "./${id}";`);
    const index = readFileSync(join(folder, "index.ts"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("export"));
    expect(index.sort()).toEqual(lines.sort());
  });

  test("have the id their file is named after", () => {
    expect(RULES.map(({ id }) => `${id}.ts`)).toEqual(files);
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

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const { pass, fault, notApplicable = NEITHER, given } = CASES[id] as RuleCase;
  const [subject = ""] = Object.keys(pass);
  const verdicts = (stack: StackFile) => findingsOf(rule, { "shop-data": stack }).map(({ verdict }) => verdict);

  test("passes what follows it", () => {
    const findings = findingsOf(rule, { "shop-data": stackOf(pass) });
    expect(findings.find(({ address }) => address === subject)?.verdict).toBe("pass");
  });

  test("fails what breaks it", () => {
    const stack = stackOf(pass);
    plant(stack, fault);
    expect(verdicts(stack)).toContain("fail");
  });

  test("says nothing about anything else", () => {
    expect(verdicts(stackOf(notApplicable))).toEqual([]);
  });

  test("passes the real output and catches a fault planted in a copy of it", () => {
    const type = typeOf(subject);
    const stacks = structuredClone(REAL) as Record<string, StackFile>;
    const places = findingsOf(rule, stacks).filter(({ address }) => typeOf(address) === type);
    const { environment, stack } = places.at(-1) ?? { environment: "statuspage", stack: "cluster" };
    const place = stacks[`${environment}-${stack}`] as StackFile;
    if (!isMade(type)) withBlocks(place, pass);
    if (given) plant(place, given);
    const failures = () =>
      findingsOf(rule, stacks)
        .filter(({ verdict }) => verdict === "fail")
        .map(({ address }) => address);
    expect(failures()).toEqual([]);
    plant(place, fault);
    expect(failures()).not.toEqual([]);
  });
});

/** Types no rule is about by itself, and the rule that looks at them with another one; none: a name or sizes only. */
const SEEN_WITH_ANOTHER: Readonly<Record<string, string>> = {
  aws_default_security_group: "default-security-group-closed",
  aws_elasticache_parameter_group: "none",
  aws_elasticache_user_group: "cache-users-only",
  aws_flow_log: "vpc-flow-logged",
  aws_internet_gateway: "private-subnet-no-way-in",
  aws_kms_alias: "none",
  aws_nat_gateway: "public-address-used",
  aws_route: "private-subnet-no-way-in",
  aws_route_table: "private-subnet-no-way-in",
  aws_route_table_association: "private-subnet-no-way-in",
  aws_s3_bucket_lifecycle_configuration: "bucket-old-versions-expire",
  aws_s3_bucket_ownership_controls: "bucket-acls-disabled",
  aws_s3_bucket_public_access_block: "bucket-public-access-blocked",
  aws_s3_bucket_server_side_encryption_configuration: "bucket-encrypted",
  aws_s3_bucket_versioning: "bucket-versioned",
  aws_vpc_endpoint: "s3-traffic-stays-inside",
};

test("every type that is made is looked at by a rule besides the search for secrets", () => {
  const made = Object.values(REAL).flatMap(({ resource }) => Object.keys(resource as object));
  const judged = RULES.filter(({ id }) => id !== "no-secret-literal").flatMap((rule) => findingsOf(rule, REAL));
  const subjects = new Set(judged.map(({ address }) => typeOf(address)));
  const unseen = [...new Set(made)].filter((type) => !subjects.has(type));
  expect(unseen.sort()).toEqual(Object.keys(SEEN_WITH_ANOTHER));
});

describe("types that no stack makes yet", () => {
  const subjects = [...new Set(Object.values(CASES).map(({ pass }) => typeOf(Object.keys(pass)[0] ?? "")))].sort();

  test("are marked, so that their faults are planted in real blocks once there are some", () => {
    expect(FUTURE).toEqual(subjects.filter((type) => !isMade(type)));
  });
});

describe("the shipped environments", () => {
  const environments = ["flask-eks", "statuspage"];
  const findings: Finding[] = RULES.flatMap((rule) => findingsOf(rule, REAL));
  const { waivers } = parseWaivers(readFileSync("waivers.yaml", "utf8"));
  const applied = applyWaivers({ waivers, findings, environments, date: support.date });

  test("follow every rule that is not waived", () => {
    expect(failuresOf(applied.findings)).toEqual([]);
  });

  test("have no waiver that is wrong, expired or no longer needed", () => {
    expect(applied.problems).toEqual([]);
  });
});

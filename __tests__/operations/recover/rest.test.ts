import { parseAdopted } from "../../../operations/recover/adopt";
import { supersededSentence } from "../../../operations/recover/held";
import { importBlocks } from "../../../operations/recover/import-file";
import { type Here, lockSentence } from "../../../operations/recover/locks";
import { ailmentOf } from "../../../operations/recover/releases";
import { stagesOf } from "../../../operations/recover/stages";
import { restoreCommand } from "../../../operations/recover/state-versions";
import { taintedIn } from "../../../operations/recover/tainted";
import { isBlocked, textOf } from "../../../operations/recover/text";
import type { States } from "../../../operations/states";
import { parseStack } from "../../../reports/synthesized";

const NOTHING = { found: [], several: [], absent: [], unsearched: [], superseded: [], doubled: [] };

describe("import blocks", () => {
  const candidate = { id: "shop:${x}", attributes: {} };
  const found = [
    { stack: "data", address: "aws_iam_role_policy.a", candidate },
    { stack: "network", address: "aws_vpc.main", candidate: { id: "vpc-1", attributes: {} } },
  ];

  test("are those of one stack, and an id is text", () => {
    expect(importBlocks("data", { ...NOTHING, found })).toContain(
      '\nimport {\n  to = aws_iam_role_policy.a\n  id = "shop:$${x}"\n}\n',
    );
    expect(importBlocks("data", { ...NOTHING, found })).not.toContain("vpc-1");
  });

  test("of nothing are no file", () => {
    expect(importBlocks("data", NOTHING)).toBe("");
  });
});

describe("a lock", () => {
  const lock = {
    ID: "1a2b",
    Operation: "OperationTypeApply",
    Who: "runner@fv-az1",
    Version: "1.14.0",
    Created: "2026-11-28T08:00:00Z",
  };
  const at = (here: Partial<Here> = {}) =>
    lockSentence("shop-data", lock, "cdktf.out/stacks/shop-data", {
      host: "laptop",
      isWorkingIn: () => false,
      now: new Date("2026-11-28T08:30:00Z"),
      ...here,
    });
  const held =
    "shop-data is locked since 2026-11-28T08:00:00Z (30 minutes) by runner@fv-az1, Terraform 1.14.0, for apply";
  const unlock = "terraform force-unlock 1a2b in cdktf.out/stacks/shop-data";

  test("of another machine may be of a run that goes on", () => {
    expect(at()).toBe(`${held}: on another machine, which may still be at work; when its run has ended, ${unlock}`);
  });

  test("that is older than any run of a pipeline is of nobody who works", () => {
    expect(at({ now: new Date("2026-11-28T17:00:00Z") })).toMatch(/longer ago than any run of a pipeline lasts/);
  });

  test("of this machine is alive while a Terraform works on it, and only then", () => {
    expect(at({ host: "fv-az1", isWorkingIn: () => true })).toBe(
      `${held}: a Terraform is at work there, on this machine; wait for its end`,
    );
    expect(at({ host: "fv-az1" })).toBe(`${held}: no Terraform is at work there any more, on this machine; ${unlock}`);
  });
});

describe("a release", () => {
  const block = { stack: "workloads", address: "helm_release.web" };
  const release = { namespace: "shop", name: "web" };
  const of = (status: string, revision: number, isInState: boolean) =>
    ailmentOf(block, release, { ...release, status, revision, path: "/secret" }, isInState);

  test.each([
    ["pending-install", 1, false, "installs over what there is"],
    ["pending-upgrade", 3, true, "upgrades from the one before"],
    ["failed", 1, false, "installs over what there is"],
  ])("that is %s must be forgotten", (status, revision, isInState, then) => {
    expect(of(status, revision, isInState)).toMatchObject({
      forget: "/secret",
      sentence: expect.stringContaining(then),
    });
  });

  test.each([
    ["deployed", true],
    ["deployed", false],
    ["failed", true],
  ])("that is %s (in the state: %s) ails from nothing that must be cured first", (status, isInState) => {
    expect(of(status, 1, isInState)).toBeUndefined();
  });

  test("that is gone is installed again", () => {
    expect(ailmentOf(block, release, undefined, true)?.sentence).toBe(
      "workloads helm_release.web: release web in shop is in the state, but gone: the next apply installs it again",
    );
  });
});

describe("lost states", () => {
  const reading = (...names: string[]) => ({
    data: { terraform_remote_state: Object.fromEntries(names.map((name) => [name, {}])) },
    resource: {
      aws_vpc: {
        main: Object.fromEntries(names.map((name) => [name, `\${data.terraform_remote_state.${name}.outputs.x}`])),
      },
    },
  });
  const environment = {
    name: "shop",
    stacks: [
      parseStack("shop-network", {}),
      parseStack("shop-data", reading("network")),
      parseStack("shop-workloads", reading("network", "data")),
    ],
  };
  const of = (...stacks: string[]) => ({ resources: stacks.map((stack) => ({ stack })) }) as unknown as States;

  test("come back stack by stack: what reads another is planned once that has a state again", () => {
    const all = ["network", "data", "workloads"];
    expect(stagesOf(all, environment, of())).toEqual({
      now: ["network"],
      later: [
        { stack: "data", after: ["network"] },
        { stack: "workloads", after: ["data", "network"] },
      ],
    });
    expect(stagesOf(all, environment, of("network"))).toMatchObject({ now: ["network", "data"] });
    expect(stagesOf(["workloads"], environment, of("network", "data")).later).toEqual([]);
  });
});

describe("adopt.yaml", () => {
  const read = (text: string) => parseAdopted(text, "adopt.yaml");

  test("maps addresses to ids", () => {
    const entry = { stack: "shop-network", address: "aws_vpc.main", id: "vpc-1" };
    expect(read(`adopt:\n  - { stack: shop-network, address: aws_vpc.main, id: vpc-1 }\n`)).toEqual({ adopt: [entry] });
  });

  test("names no address twice", () => {
    const line = "  - { stack: shop-network, address: aws_vpc.main, id: vpc-1 }\n";
    expect(read(`adopt:\n${line}${line}`)).toEqual({
      problems: ["adopt.yaml:3  aws_vpc.main of shop-network is adopted twice; write one id for it"],
    });
  });

  test("has no empty id", () => {
    expect(read(`adopt:\n  - { stack: shop-network, address: aws_vpc.main, id: "" }\n`)).toEqual({
      problems: [expect.stringMatching(/^adopt\.yaml:2 {2}adopt\.0\.id: is empty; write/)],
    });
  });
});

test("a lost state comes back by copying a version of it over itself", () => {
  expect(restoreCommand("b", "shop/data.tfstate", { versionId: "v1", written: "", resources: 3 })).toBe(
    "aws s3api copy-object --bucket b --key shop/data.tfstate --copy-source 'b/shop/data.tfstate?versionId=v1'",
  );
});

describe("the text of a recovery", () => {
  const calm = { locks: [], lostStates: [], ailments: [], superseded: [], tainted: [], findings: NOTHING };

  test("says that nothing is missing", () => {
    expect(textOf(calm)).toBe("Everything that is declared is in its state.");
    expect(isBlocked(calm)).toBe(false);
  });

  test("shows each of several with its age, its tags and what is in it, and stops there", () => {
    const candidates = [
      { id: "vpc-1", attributes: {}, created: "2026-11-28", tags: { Name: "shop" }, hangs: ["2 subnets"] },
    ];
    const several = [{ stack: "network", address: "aws_vpc.main", candidates }];
    expect(textOf({ ...calm, findings: { ...NOTHING, several } })).toBe(
      "More than one exists: write the right one into adopt.yaml\n  network aws_vpc.main\n    vpc-1, made 2026-11-28, Name=shop, 2 subnets",
    );
    expect(isBlocked({ ...calm, findings: { ...NOTHING, several } })).toBe(true);
  });

  test("stops at what was replaced since the state was written, and says what exists beside what it holds", () => {
    const beside = {
      stack: "network",
      address: "aws_subnet.a",
      held: "subnet-1",
      candidates: [{ id: "subnet-2", attributes: {} }],
    };
    const sentence = supersededSentence(beside, "cdktf.out/stacks/shop-network");
    expect(sentence).toBe(
      "network aws_subnet.a: the state holds subnet-1, which was not found, and subnet-2 is there instead; where terraform plan -refresh-only says that subnet-1 was deleted, terraform state rm 'aws_subnet.a' in cdktf.out/stacks/shop-network",
    );
    expect(isBlocked({ ...calm, superseded: [sentence] })).toBe(true);
    const doubled = { ...calm, findings: { ...NOTHING, doubled: [beside] } };
    expect(isBlocked(doubled)).toBe(false);
    expect(textOf(doubled)).toBe(
      "Exists beside what its state holds: in no state, and not adopted; leftovers says how what is the environment's own is removed\n  network aws_subnet.a = subnet-1, and\n    subnet-2, of unknown age, no tags",
    );
  });

  test("says what the next apply would replace because nobody heard that it was made", () => {
    const key = { stack: "data" as const, type: "aws_kms_key", address: "aws_kms_key.a", attributes: { id: "k-1" } };
    const states = [
      { ...key, isTainted: true as const },
      { ...key, address: "aws_kms_key.b" },
    ];
    const tainted = taintedIn(states, ["data"], (stack) => `stacks/shop-${stack}`);
    expect(textOf({ ...calm, tainted })).toBe(
      "Half made, as far as the state knows: the next apply replaces it\n  data aws_kms_key.a = k-1: to keep it, and have the next plan complete it, terraform untaint 'aws_kms_key.a' in stacks/shop-data",
    );
    expect(taintedIn(states, ["network"], () => "")).toEqual([]);
    expect(isBlocked({ ...calm, tainted })).toBe(false);
  });
});

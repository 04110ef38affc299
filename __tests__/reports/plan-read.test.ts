import { MOST_BYTES, parsePlan, SENSITIVE, SENSITIVE_CHANGED, UNKNOWN } from "../../reports/plan";
import { bytes, plan, rawPlan } from "./review-fixture";

const problem = (text: string | Buffer): string => {
  const read = parsePlan(Buffer.from(text), "plan.json");
  return "problem" in read ? read.problem : "is readable";
};

describe("parsePlan refuses with one line", () => {
  test.each([
    ["an empty file", "", "plan.json is empty; write it again: terraform show -json <saved plan>"],
    ["blank lines", "\n \n", "plan.json is empty; write it again: terraform show -json <saved plan>"],
    [
      "a truncated plan",
      JSON.stringify(rawPlan([])).slice(0, -9),
      "plan.json is not JSON, or was cut off; write it again: terraform show -json <saved plan>",
    ],
    [
      "text for people",
      "Terraform will perform the following actions:",
      "plan.json is not JSON, or was cut off; write it again: terraform show -json <saved plan>",
    ],
    [
      "a saved plan",
      "PK\x03\x04",
      "plan.json is the saved plan itself; write it as JSON: terraform show -json <saved plan>",
    ],
    [
      "a log",
      '{"@level":"info"}\n{"@level":"info"}',
      "plan.json is the log of terraform plan -json; save the plan with -out and write it with terraform show -json",
    ],
    ["a list", "[]", "plan.json is JSON, but no plan"],
    ["null", "null", "plan.json is JSON, but no plan"],
    ["other JSON", '{"a":1}', "plan.json is JSON, but no plan: it has no format_version"],
    [
      "a state",
      '{"format_version":"1.0","values":{}}',
      "plan.json is a state; name the plan: terraform show -json <saved plan>",
    ],
    ["nothing planned", '{"format_version":"1.2"}', "plan.json is JSON, but no plan: it plans nothing"],
    [
      "another format",
      '{"format_version":"2.0","resource_changes":[]}',
      'plan.json has format_version "2.0"; this review reads 1.x',
    ],
    [
      "a wrong shape",
      '{"format_version":"1.2","resource_changes":[1]}',
      "plan.json is no plan that can be read: resource_changes.0: Invalid input: expected object, received number",
    ],
    [
      "a failed plan",
      '{"format_version":"1.2","resource_changes":[],"errored":true}',
      "plan.json is a plan that ended with an error and cannot be applied; plan again",
    ],
  ])("%s", (_name, text, message) => {
    expect(problem(text)).toBe(message);
  });

  test("UTF-16, as an older PowerShell writes it", () => {
    expect(problem(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("{}", "utf16le")]))).toContain("is UTF-16");
  });

  test("more bytes than are read", () => {
    expect(problem(Buffer.alloc(MOST_BYTES + 1))).toBe(
      `plan.json has more than ${MOST_BYTES / 2 ** 20} MiB; no plan of one stack has, so it is not read`,
    );
  });

  test.each([
    ["lists", "["],
    ["objects", '{"a":'],
  ])("%s nested a million levels deep", (_name, open) => {
    expect(problem(`{"format_version":"1.2","resource_changes":${open.repeat(1_000_000)}`)).toBe(
      "plan.json is nested deeper than 200 levels; no plan is",
    );
  });

  test("markup in a name that Terraform would not allow", () => {
    const message = "plan.json is no plan that can be read: resource_changes.0.name: is no name that Terraform allows";
    expect(problem(bytes(rawPlan([{ name: "<script>alert(1)</script>" }])))).toBe(message);
  });

  test("an address nobody can read to its end", () => {
    expect(problem(bytes(rawPlan([{ index: "x".repeat(600) }])))).toContain("is longer than 500 characters");
  });

  test("a file name with line breaks stays on the line", () => {
    const read = parsePlan(Buffer.from(""), "a\nb\u001b[31m.json");
    expect("problem" in read && read.problem).toMatch(/^a\?b\?\[31m\.json is empty/);
  });
});

describe("parsePlan", () => {
  test.each(["1.0", "1.1", "1.2"])("reads format %s", (format_version) => {
    expect(plan([{}], { format_version }).changes).toHaveLength(1);
  });

  test("brackets and quotes in texts are no nesting", () => {
    expect(plan([{ after: { text: `${"[".repeat(5000)}\\"{` } }]).changes[0]?.after).toEqual({
      text: `${"[".repeat(5000)}\\"{`,
    });
  });

  test("a byte order mark is no mistake", () => {
    expect(problem(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(rawPlan([]))]))).toBe("is readable");
  });

  test("unknown keys are let through, because later formats add some", () => {
    expect(plan([{ more: { new_key: 1 }, changeMore: { generated_config: "" } }], { checks: [] }).changes).toHaveLength(
      1,
    );
  });

  test.each([
    [["delete", "create"], "replace", false],
    [["create", "delete"], "replace", true],
    [["forget"], "forget", false],
  ])("actions %j are %s", (actions, action, isCreatedFirst) => {
    expect(plan([{ actions }]).changes[0]).toMatchObject({ action, isCreatedFirst });
  });

  test("data sources are no changes", () => {
    expect(plan([{ actions: ["read"], more: { mode: "data" } }]).changes).toEqual([]);
  });

  test("a key named __proto__ stays a key", () => {
    const text = JSON.stringify(rawPlan([{ after: { tags: {} } }])).replace(
      '"tags":{}',
      '"__proto__":{"polluted":true}',
    );
    parsePlan(Buffer.from(text), "plan.json");
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("sensitive values", () => {
  const sides = (changeMore: object, before: object, after: object) => {
    const [change] = plan([{ before: before as never, after: after as never, changeMore }]).changes;
    return [change?.before, change?.after];
  };

  test("leave the reader as placeholders that tell whether they change", () => {
    const marks = { before_sensitive: { password: true, old: true }, after_sensitive: { password: true, old: true } };
    expect(sides(marks, { password: "first", old: "same" }, { password: "second", old: "same" })).toEqual([
      { password: SENSITIVE, old: SENSITIVE },
      { password: SENSITIVE_CHANGED, old: SENSITIVE },
    ]);
  });

  test("are hidden on both sides when one side marks them", () => {
    expect(sides({ after_sensitive: { password: true } }, { password: "first" }, { password: "second" })).toEqual([
      { password: SENSITIVE },
      { password: SENSITIVE_CHANGED },
    ]);
  });

  test("are hidden inside of lists and objects, and as a whole", () => {
    expect(sides({ before_sensitive: { set: [false, { value: true }] } }, { set: [1, { value: "s" }] }, {})[0]).toEqual(
      {
        set: [1, { value: SENSITIVE }],
      },
    );
    expect(JSON.stringify(sides({ before_sensitive: true }, { a: "secret" }, { a: "secret" }))).not.toContain("secret");
  });

  test("of outputs are hidden too", () => {
    const change = {
      actions: ["update"],
      before: "first",
      after: "second",
      before_sensitive: true,
      after_sensitive: true,
    };
    expect(plan([], { output_changes: { token: change } }).outputs[0]).toMatchObject({
      before: SENSITIVE,
      after: SENSITIVE_CHANGED,
    });
  });
});

test("what AWS decides is said to be unknown, also inside of lists", () => {
  const [change] = plan([
    { after: { rule: [{ port: 1 }] }, changeMore: { after_unknown: { arn: true, rule: [{ id: true }], tags: {} } } },
  ]).changes;
  expect(change?.after).toEqual({ arn: UNKNOWN, rule: [{ port: 1, id: UNKNOWN }] });
});

describe("whose objects a plan is about", () => {
  const ids = (before: object | null, after: object | null) => ({
    changeMore: { before_identity: before, after_identity: after },
  });
  const VALUES = { before: { id: "v" }, after: { id: "v" } };

  test("something that stays as it is cannot be another object", () => {
    const read = plan([{ ...VALUES, actions: ["no-op"], ...ids({ id: "a" }, { id: "b" }) }]);
    expect(read.contradictions).toEqual(["aws_vpc.main has the action no-op, and is another object after than before"]);
  });

  test("what is changed in place into another object is named", () => {
    expect(plan([{ ...VALUES, ...ids({ id: "a" }, { id: "b" }) }]).otherIdentities).toEqual(["aws_vpc.main"]);
  });

  test.each([
    ["the same identity", { id: "a" }, { id: "a" }],
    ["a part that was not known before", { id: "a", region: null }, { id: "a", region: "us-east-1" }],
    ["an identity on one side alone", null, { id: "a" }],
  ])("%s is the same object", (_what, before, after) => {
    const read = plan([{ ...VALUES, ...ids(before, after) }]);
    expect([read.otherIdentities, read.contradictions]).toEqual([[], []]);
  });

  test("types that another provider calls like those of the tables are said", () => {
    const from = (name: string, provider_name: string) => ({ name, more: { provider_name } });
    const read = plan([from("a", "registry.terraform.io/acme/aws"), from("b", "registry.opentofu.org/hashicorp/aws")]);
    expect(read.otherProviders).toEqual(["registry.terraform.io/acme/aws"]);
  });
});

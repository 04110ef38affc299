import { coversPattern, mayMeet } from "../../../reports/built/patterns";
import { admitsEverybody, documentsIn, isAdministrator, statementsOf } from "../../../reports/built/policies";
import { strangersIn, tooWide, widened } from "../../../reports/built/policy-width";

const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const read = (...statements: object[]) => statementsOf(policy(...statements)) ?? [];
const allow = (more: object) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*", ...more });

describe("patterns", () => {
  test.each([
    ["s3:*", "s3:Get*"],
    ["*", "*"],
    ["*:*", "s3:GetObject"],
    ["a?c", "abc"],
    ["a*c", "a?c"],
    ["ab*bc", "abbc"],
  ])("%s covers %s", (outer, inner) => {
    expect(coversPattern(outer, inner)).toBe(true);
  });

  test.each([
    ["s3:Get*", "s3:*"],
    ["a?c", "a*c"],
    ["ab*bc", "abc"],
    ["a", "ab"],
    ["S3:Get", "s3:Get"],
  ])("%s does not cover %s", (outer, inner) => {
    expect(coversPattern(outer, inner)).toBe(false);
  });

  test("thirty stars against sixty letters take no time", () => {
    const start = process.hrtime.bigint();
    expect(coversPattern(`${"a*".repeat(30)}b`, "a".repeat(60))).toBe(false);
    expect(coversPattern(`${"a*".repeat(5000)}b`, "a".repeat(100_000))).toBe(false);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(4000); // of a slow machine; tried one by one they would take years
  });

  test("may meet when neither excludes the other", () => {
    expect([mayMeet("iam:*", "iam:Get*"), mayMeet("*", "x"), mayMeet("iam:*", "s3:*")]).toEqual([true, true, false]);
  });
});

describe("documentsIn", () => {
  test("finds every document, whatever its argument is called, as text and as object", () => {
    const values = { a: policy(allow({})), inline_policy: [{ name: "x", policy: policy(allow({})) }], b: "{}", c: "x" };
    expect(documentsIn(values).map(({ path }) => path)).toEqual(["a", "inline_policy.policy"]);
    expect(documentsIn({ spec: { manifest: JSON.parse(policy(allow({}))) } }).map(({ path }) => path)).toEqual([
      "spec.manifest",
    ]);
  });
});

describe("admitsEverybody", () => {
  const admits = (Condition?: object, Principal: unknown = "*") =>
    admitsEverybody(read(allow({ Principal, ...(Condition ? { Condition } : {}) }))[0] as never);

  test.each<[string, object]>([
    ["of an organization", { StringEquals: { "aws:PrincipalOrgID": "o-abc" } }],
    ["of an account", { StringEquals: { "aws:SourceAccount": "111122223333" } }],
    ["of a bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } }],
    ["behind an endpoint", { StringEquals: { "aws:SourceVpce": "vpce-1" } }],
    ["with known addresses", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }],
  ])("not callers %s", (_name, condition) => {
    expect(admits(condition)).toBe(false);
  });

  test.each<[string, object | undefined]>([
    ["without a condition", undefined],
    ["over TLS", { Bool: { "aws:SecureTransport": "true" } }],
    ["but some", { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }],
    ["of any name", { StringLike: { "aws:PrincipalArn": "*" } }],
    ["of any account with a role of that name", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app" } }],
    ["from anywhere", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["or without the key", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abc" } }],
  ])("everybody %s", (_name, condition) => {
    expect(admits(condition)).toBe(true);
  });

  test("also when everybody is written as a list, a kind or an exception", () => {
    expect(admits(undefined, { AWS: ["*"] })).toBe(true);
    expect(admits(undefined, { AWS: "arn:aws:iam::*:root" })).toBe(true);
    const [statement] = read({ Effect: "Allow", Action: "a:b", Resource: "*", NotPrincipal: { AWS: "x" } });
    expect(admitsEverybody(statement as never)).toBe(true);
  });
});

describe("an administrator", () => {
  test.each<[unknown, unknown]>([
    ["*", "*"],
    ["*:*", "*"],
    ["iam:*", "*"],
    ["IAM:*", "arn:aws:*"],
    ["*", "arn:*:*:*:*:*"],
    [["s3:Get*", "*"], ["*"]],
  ])("may do %j on %j", (Action, Resource) => {
    expect(isAdministrator(read(allow({ Action, Resource }))[0] as never)).toBe(true);
  });

  test.each<[unknown, unknown]>([
    ["s3:*", "*"],
    ["*", "arn:aws:s3:::a/*"],
    ["iam:Get*", "*"],
  ])("not who may do %j on %j", (Action, Resource) => {
    expect(isAdministrator(read(allow({ Action, Resource }))[0] as never)).toBe(false);
  });

  test("is made by an action that gives permissions, and by all actions but a few", () => {
    const wide = (statement: object) => tooWide(read(statement))?.what;
    expect(wide(allow({ Action: "iam:PassRole", Resource: "*" }))).toBe("its holder can become an administrator");
    expect(wide({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })).toBe(
      "its policy allows nearly every action on everything",
    );
    expect(wide(allow({ Action: "iam:PassRole", Resource: "arn:aws:iam::1:role/app" }))).toBeUndefined();
  });
});

describe("widened", () => {
  test.each<[string, object, object, boolean]>([
    ["an exception less", { NotAction: ["iam:*", "s3:*"] }, { NotAction: ["iam:*"] }, true],
    ["an exception more", { NotAction: ["iam:*"] }, { NotAction: ["iam:*", "s3:*"] }, false],
    ["named instead of excepted", { NotAction: ["iam:*"] }, { Action: "s3:Get*" }, false],
    ["what was excepted", { NotAction: ["iam:*"] }, { Action: "iam:GetRole" }, true],
    ["a principal of the same account", { Principal: { AWS: "arn:aws:iam::1:root" } }, { Principal: "*" }, true],
    [
      "one role of an account that was let in",
      { Principal: { AWS: "arn:aws:iam::111122223333:root" } },
      { Principal: { AWS: "arn:aws:iam::111122223333:role/a" } },
      false,
    ],
    ["an ARN in another case", { Resource: "arn:aws:s3:::a" }, { Resource: "arn:aws:s3:::A" }, true],
  ])("%s", (_name, before, after, isWider) => {
    const one = (more: object) => read({ Effect: "Allow", Resource: "*", ...more });
    const fill = (more: object) => ({ ...("NotAction" in more || "Action" in more ? {} : { Action: "a:b" }), ...more });
    expect(widened(one(fill(before)), one(fill(after))) !== undefined).toBe(isWider);
  });

  test("another account is a stranger when one's own is known", () => {
    const found = read(allow({ Principal: { AWS: ["arn:aws:iam::999988887777:root", "111122223333"] } }));
    expect(strangersIn(found, new Set(["111122223333"]))).toEqual(["999988887777"]);
    expect(strangersIn(found, new Set())).toEqual([]);
  });
});

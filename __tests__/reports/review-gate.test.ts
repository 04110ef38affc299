import { type Approval, parseApprovals } from "../../reports/review/approvals";
import { type Change, card, plan } from "./review-fixture";

const DELETED: Change = { type: "aws_db_instance", actions: ["delete"] };
const APPROVAL: Approval = {
  stack: "shop-data",
  address: "aws_db_instance.main",
  action: "delete",
  reason: "The shop was closed and its data archived.",
  approver: "platform@example.com",
  expires: "2026-12-31",
};

const verdict = (changes: readonly Change[], ...approvals: readonly Approval[]) => card(plan(changes), { approvals });

describe("the gate", () => {
  test("refuses data loss that nobody approved", () => {
    const { isRefused, verdict: found } = verdict([DELETED]);
    expect(isRefused).toBe(true);
    expect(found.gated).toEqual([
      { stack: "shop-data", address: APPROVAL.address, action: "delete", groups: ["data loss"] },
    ]);
  });

  test("refuses exposure that nobody approved", () => {
    expect(verdict([{ type: "aws_lb", before: { internal: true }, after: { internal: false } }]).isRefused).toBe(true);
  });

  test("lets downtime, identity and routine through", () => {
    const changes = ["aws_lb", "aws_iam_role", "aws_budgets_budget"].map((type) => ({
      type,
      actions: ["delete"],
    }));
    expect(verdict(changes).isRefused).toBe(false);
  });

  test("lets an approved change through, and says who approved it", () => {
    const { isRefused, verdict: found } = verdict([DELETED], APPROVAL);
    expect(isRefused).toBe(false);
    expect(found.gated[0]?.approval).toEqual(APPROVAL);
  });

  test("counts an approval on its last day", () => {
    expect(verdict([DELETED], { ...APPROVAL, expires: "2026-11-23" }).isRefused).toBe(false);
  });

  test.each<[string, Partial<Approval>, string]>([
    ["has expired", { expires: "2026-11-22" }, "the approval expired on 2026-11-22; ask again"],
    ["is for too long", { expires: "2027-03-01" }, "2027-03-01 is more than 92 days away; write an earlier day"],
    ["is of another action", { action: "replace" }, "the plan no longer does this; remove it"],
    ["is of another address", { address: "aws_db_instance.other" }, "the plan no longer does this; remove it"],
  ])("refuses when an approval %s", (_name, wrong, problem) => {
    const approval = { ...APPROVAL, ...wrong };
    const { isRefused, verdict: found } = verdict([DELETED], approval);
    expect(isRefused).toBe(true);
    expect(found.stale).toEqual([`shop-data ${approval.address} ${approval.action}: ${problem}`]);
  });

  test("refuses a stale approval although nothing else is wrong", () => {
    expect(verdict([], APPROVAL).isRefused).toBe(true);
  });

  test("refuses an approval that is there twice", () => {
    expect(verdict([DELETED], APPROVAL, APPROVAL).verdict.stale).toEqual([
      "shop-data aws_db_instance.main delete: is here twice; remove one of the two",
    ]);
  });

  test("leaves approvals of stacks alone that are not reviewed", () => {
    expect(verdict([], { ...APPROVAL, stack: "shop-network", expires: "2020-01-01" }).isRefused).toBe(false);
  });
});

describe("parseApprovals", () => {
  const problems = (text: string) => {
    const read = parseApprovals(text, "approvals.yaml");
    return "problems" in read ? read.problems : [];
  };
  const entry = (more: object) => JSON.stringify({ approvals: [{ ...APPROVAL, ...more }] });

  test("reads what it is meant to", () => {
    expect(parseApprovals(entry({}), "approvals.yaml")).toEqual({ approvals: [APPROVAL] });
  });

  test.each<[object, string]>([
    [
      { reason: "because" },
      'approvals.yaml:1  approvals.0.reason: "because" says too little; write why it may be done, in a sentence',
    ],
    [
      { approver: "somebody" },
      'approvals.yaml:1  approvals.0.approver: "somebody" is not an e-mail address; write it like platform@example.com',
    ],
    [
      { expires: "2026-02-30" },
      'approvals.yaml:1  approvals.0.expires: "2026-02-30" is not a day; write it like 2027-01-31',
    ],
    [
      { action: "destroy" },
      'approvals.yaml:1  approvals.0.action: "destroy" is not known; write one of create, update, replace, delete, create-forget, invoke, drift',
    ],
    [
      { address: "database" },
      'approvals.yaml:1  approvals.0.address: "database" is not a Terraform address; write it like aws_db_instance.data_database_main',
    ],
    [
      { ticket: "1" },
      "approvals.yaml:1  approvals.0.ticket: is not a key here; write one of stack, address, deposed, action, reason, approver, expires",
    ],
    [
      { approver: undefined },
      "approvals.yaml:1  approvals.0.approver: is missing; write a text: the e-mail address of who agreed",
    ],
    [
      { stack: "shop\n\u001b[31m" },
      'approvals.yaml:1  approvals.0.stack: "shop\\u{a}\\u{1b}[31m" is not the id of a stack; write it like statuspage-data',
    ],
  ])("refuses %j", (wrong, message) => {
    expect(problems(entry(wrong))).toEqual([message]);
  });

  test("refuses what is no YAML and what is no register", () => {
    expect(problems("approvals: [")[0]).toMatch(/^approvals\.yaml:1 {2}not readable as YAML: /);
    expect(problems("[]")).toEqual([
      "approvals.yaml:1  is a list, not a group of keys; write keys without dashes, like `approvals: …`",
    ]);
    expect(problems("approvals:\n- &a [*a]\n")).toEqual([
      "approvals.yaml:2  *a stands for what it is a part of; write the values out",
    ]);
  });
});

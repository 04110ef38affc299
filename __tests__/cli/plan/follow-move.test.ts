import { type FollowUp, followMove, isBetweenBalancers, type Next } from "../../../cli/plan/follow-move";
import { UserError } from "../../../environments/problem";
import type { ResourceChange } from "../../../reports/plan";

const change = (type: string, action: string, more: object = {}): ResourceChange =>
  ({ address: `${type}.main`, type, action, before: {}, after: {}, ...more }) as unknown as ResourceChange;
const ingress = (group: string) => ({
  metadata: [{ annotations: { "alb.ingress.kubernetes.io/group.name": group } }],
});
const moved = { changes: [change("kubernetes_ingress_v1", "update", { before: ingress("a"), after: ingress("b") })] };

/** A follow-up that meets these plans, one after the other, and what it did. */
const follow = (...plans: (readonly ResourceChange[] | undefined)[]) =>
  followNext(...plans.map((changing) => changing && { changing, isMore: false }));

function followNext(...plans: (Next | undefined)[]): FollowUp & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    plan: async () => plans.shift(),
    apply: async () => {
      done.push("apply");
      return "Apply complete!";
    },
    wait: async () => void done.push("wait"),
  };
}

describe("followMove", () => {
  test("waits for the new load balancer, and lets its names follow", async () => {
    const up = follow(undefined, [
      change("aws_route53_record", "update"),
      change("aws_cloudwatch_metric_alarm", "update"),
    ]);
    expect(await followMove(moved, up)).toBe("kubernetes_ingress_v1.main moved, so once more:\nApply complete!");
    expect(up.done).toEqual(["wait", "apply"]);
  });

  test("applies nothing that nobody has reviewed", async () => {
    const up = follow([change("aws_route53_record", "update"), change("aws_db_instance", "replace")]);
    expect(await followMove(moved, up)).toMatch(/plan, review and apply once more, .*: aws_db_instance\.main$/);
    expect(up.done).toEqual([]);
  });

  test("applies nothing that the review refuses, or that makes providers do more", async () => {
    const up = followNext({ changing: [change("aws_route53_record", "update")], isMore: true });
    expect(await followMove(moved, up)).toContain("plan, review and apply once more");
    expect(up.done).toEqual([]);
  });

  test("removes no name by itself", async () => {
    const up = follow([change("aws_route53_record", "delete")]);
    expect(await followMove(moved, up)).toContain("plan, review and apply once more");
    expect(up.done).toEqual([]);
  });

  test("gives up on a load balancer that does not come", async () => {
    const up = follow();
    expect(await followMove(moved, up)).toContain("nothing has to follow yet");
    expect(up.done).toHaveLength(10);
  });

  test("does nothing when no ingress moves", async () => {
    const up = follow([change("aws_route53_record", "update")]);
    expect(await followMove({ changes: [change("aws_vpc", "update")] }, up)).toBe("");
    expect(up.done).toEqual([]);
  });
});

describe("a plan that fails", () => {
  const failure = (what: string, where: string) => new UserError(`plan failed:\nError: ${what}\n\n  with ${where},`);

  test.each(["reading ELBv2 Load Balancers: couldn't find resource", "no matching ELBv2 Load Balancer found"])(
    "is tried again where it says: %s",
    (what) => expect(isBetweenBalancers(failure(what, "data.aws_lb.monitoring_load_balancers_inside"))).toBe(true),
  );

  test.each([
    ["of something else that is missing", failure("couldn't find resource", "data.aws_vpc.main")],
    ["for want of a permission", failure("reading ELBv2 Load Balancers: AccessDenied", "data.aws_lb.inside")],
    ["as a fault of this program", new Error("data.aws_lb.inside couldn't find resource")],
  ])("%s is a failure at once", (_, error) => expect(isBetweenBalancers(error)).toBe(false));
});

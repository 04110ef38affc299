import { UserError } from "../../environments/problem";
import { missesBalancer } from "../../operations/cluster";
import type { Plan, ResourceChange } from "../../reports/plan";
import { movesIngress } from "../../reports/review";

/** What names a load balancer and nothing else: it may follow an ingress to its new one without being asked again. */
const FOLLOWERS: ReadonlySet<string> = new Set([
  "aws_route53_record",
  "aws_cloudwatch_metric_alarm",
  "aws_cloudwatch_dashboard",
]);

/** What changes next. */
export interface Next {
  readonly changing: readonly ResourceChange[];
  /** The review refuses it, or providers do more than change resources. */
  readonly isMore: boolean;
}

/** How the follow-up plans, applies and waits. */
export interface FollowUp {
  /** What changes next; undefined: nothing, or it cannot be told until the new load balancer is there. */
  readonly plan: () => Promise<Next | undefined>;
  readonly apply: () => Promise<string>;
  readonly wait: () => Promise<void>;
}

/** Whether a plan failed because the ingress has the name of a load balancer that is gone, and no other yet. */
export const isBetweenBalancers = (error: unknown): boolean =>
  error instanceof UserError && missesBalancer(error.message);

/** How often it is planned before the load balancer counts as late. */
const TRIES = 10;

/**
 * After an ingress has got another load balancer, Terraform learns its name at the next plan only: until then names in DNS and
 * alarms point at the old one. Plans until they change, and applies that when nothing else would. Returns what to say.
 */
export async function followMove({ changes }: Pick<Plan, "changes">, { plan, apply, wait }: FollowUp): Promise<string> {
  const moved = changes.filter(movesIngress).map(({ address }) => address);
  if (moved.length === 0) return "";
  for (let tries = 0; tries < TRIES; tries += 1) {
    const next = await plan();
    if (next === undefined) {
      await wait();
      continue;
    }
    const others = next.changing.filter(
      ({ type, action }) => next.isMore || !FOLLOWERS.has(type) || action !== "update",
    );
    if (others.length === 0) return `${moved.join(", ")} moved, so once more:\n${await apply()}`;
    return `${moved.join(", ")} moved to another load balancer; plan, review and apply once more, because more than its name changes: ${others.map(({ address }) => address).join(", ")}`;
  }
  return `${moved.join(", ")} moved, and nothing has to follow yet; plan again when the new load balancer is there`;
}

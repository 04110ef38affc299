import type { AssessedFinding } from "../../reports/audit/evidence";
import type { Answers } from "./answers";

interface Reason {
  readonly reason: string;
  readonly compensatingControl: string;
  /** The only address that it is true of. @default whichever */
  readonly address?: string;
}

/** What a new environment does not do yet, for a reason that is known beforehand. */
const REASONS: Readonly<Record<string, Reason>> = {
  "ingress-https": {
    reason: "The environment is new and has no certificate yet, which only the owner of a domain can order.",
    compensatingControl:
      "One line turns HTTPS, TLS 1.3 and the redirect on (ingress.certificateArn); headers that are not valid are dropped, and only ports 80 and 443 are open.",
  },
  "instance-no-public-address": {
    reason: "The environment is new and Jenkins has no certificate yet, so there is no load balancer to put before it.",
    compensatingControl:
      "Its security group admits named office ranges to HTTPS alone, nobody to SSH; delivery.jenkins.certificateArn puts a load balancer before it.",
  },
  "pod-probed": {
    address: "kubernetes_deployment_v1.apps_worker_deployment",
    reason: "Nobody calls a worker, so it has no port that a check could ask.",
    compensatingControl:
      "Kubernetes starts the container again when its process ends; with a port of its own, readiness and liveness can be written.",
  },
};

/** Days until somebody looks at a waiver of a new environment again. */
const DAYS = 180;

/** An entry of `waivers.yaml`. */
export interface WaiverEntry {
  readonly rule: string;
  readonly environment: string;
  readonly stack: string;
  readonly address: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly compensatingControl: string;
}

/** The waivers of what fails for a reason that is known beforehand; anything else is for a person to decide. */
export const waiversFor = (findings: readonly AssessedFinding[], { email }: Answers, date: string): WaiverEntry[] =>
  findings.flatMap(({ rule, environment, stack, address, verdict }) => {
    const known = Object.hasOwn(REASONS, rule.id) ? REASONS[rule.id] : undefined;
    if (verdict !== "fail" || known === undefined || (known.address ?? address) !== address) return [];
    const { reason, compensatingControl } = known;
    return [
      {
        rule: rule.id,
        environment,
        stack,
        address,
        reason,
        owner: email,
        expires: dayAfter(date, DAYS),
        compensatingControl,
      },
    ];
  });

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { admitEverybody, overlap, prefixOf, UNROUTED_RANGES, widest } from "./ranges";

/** Ranges that EKS takes for the public endpoint. Source: Amazon EKS user guide, "Amazon EKS service quotas". */
const MOST_PUBLIC_RANGES = 40;

/** Who reaches what from the internet. */
export function* checkAccess({ cluster, delivery, workloads }: Environment): Generator<Problem> {
  const open = cluster?.publicAccessCidrs ?? [];
  const path = ["cluster", "publicAccessCidrs"];
  yield* notEverybody(
    path,
    open,
    "opens the Kubernetes API to everybody; write the ranges of your office or VPN, or nothing for private access only",
  );
  yield* onTheInternet(path, open);
  if (open.length > MOST_PUBLIC_RANGES)
    yield { path, message: `has ${open.length} ranges, and EKS takes ${MOST_PUBLIC_RANGES}; write fewer, wider ones` };

  if (cluster) yield* checkPrivateAccess(cluster, workloads !== undefined);

  const { webCidrs = [], sshCidrs = [] } = delivery?.jenkins ?? {};
  for (const [key, ranges] of Object.entries({ webCidrs, sshCidrs }))
    yield* notEverybody(
      ["delivery", "jenkins", key],
      ranges,
      "opens Jenkins to everybody; write the ranges of your office or VPN, like 203.0.113.0/24",
    );
}

/** Who reaches the private endpoint: not every network there may be, and somebody when there is something to install. */
function* checkPrivateAccess(
  { publicAccessCidrs = [], privateAccessCidrs = [] }: NonNullable<Environment["cluster"]>,
  hasWorkloads: boolean,
): Generator<Problem> {
  const path = ["cluster", "privateAccessCidrs"];
  yield* notEverybody(
    path,
    privateAccessCidrs,
    "admits every network that is ever connected to the VPC; write the ranges of your runner, VPN or bastion",
  );
  if (hasWorkloads && publicAccessCidrs.length + privateAccessCidrs.length === 0) {
    yield {
      path,
      isWarning: true,
      message:
        "nobody but the nodes can reach the Kubernetes API, so the workloads can be deployed from nowhere; write the range of the runner, VPN or bastion that deploys them, or its public address into publicAccessCidrs",
    };
  }
}

/** Ranges that are everybody: one of them alone, or all of them together. */
function* notEverybody(path: KeyPath, ranges: readonly string[], why: string): Generator<Problem> {
  if (!admitEverybody(ranges)) return;
  const alone = ranges.findIndex((range) => prefixOf(range) <= 1);
  yield alone < 0
    ? { path, message: `${widest(ranges)} together ${why.replace(/^opens/, "open")}` }
    : { path: [...path, alone], message: `${ranges.filter((range) => prefixOf(range) <= 1).join(" + ")} ${why}` };
}

/** EKS refuses ranges that never come from the internet (API reference, VpcConfigRequest.publicAccessCidrs). */
function* onTheInternet(path: KeyPath, ranges: readonly string[]): Generator<Problem> {
  for (const [i, range] of ranges.entries()) {
    const unrouted = UNROUTED_RANGES.find((known) => prefixOf(range) > 1 && overlap(range, known));
    if (unrouted)
      yield {
        path: [...path, i],
        message: `${range} holds addresses of ${unrouted}, which never come from the internet, so EKS refuses it; write the public addresses of your office or VPN`,
      };
  }
}

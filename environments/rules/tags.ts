import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { OWN_TAG_KEYS, reservedBy, TAG_KEYS, TAG_VALUE_PREFIXES } from "../tables/reserved";

/** Tags that AWS allows on one resource. Source: Tagging AWS Resources user guide, "Tag naming limits and requirements". */
const MOST = 50;
/** Platform, Stack and ManagedBy; Name and Backup, or the role of a subnet for load balancers. */
const OWN = 5;
/** The CSI driver adds these to a volume: name, cluster, claim, namespace, volume and two that say who owns it. Source: aws-ebs-csi-driver, docs/tagging.md. */
const OF_VOLUMES = 6;

type Tags = Readonly<Record<string, string>>;

/** Tags of every resource, and those of single load balancers on top of them. */
export function* checkTags({ tags = {}, workloads }: Environment): Generator<Problem> {
  yield* checkKeys(["tags"], tags);
  const room = MOST - OWN - (workloads ? OF_VOLUMES : 0);
  yield* checkNumber(["tags"], Object.keys(tags).length, room);
  for (const [app, { ingress }] of Object.entries(workloads?.apps ?? {})) {
    const path = ["workloads", "apps", app, "ingress", "tags"];
    yield* checkKeys(path, ingress?.tags ?? {}, tags);
    const all = new Set([...Object.keys(tags), ...Object.keys(ingress?.tags ?? {})]);
    if (Object.keys(tags).length <= room) yield* checkNumber(path, all.size, room);
  }
}

function* checkNumber(path: KeyPath, number: number, room: number): Generator<Problem> {
  if (number > room)
    yield {
      path,
      message: `has ${number} tags, and AWS takes ${MOST} with those that this platform and Kubernetes add; write at most ${room}`,
    };
}

/** @param inherited tags that the same resources have already; a key may be given another value there */
function* checkKeys(path: KeyPath, tags: Tags, inherited: Tags = {}): Generator<Problem> {
  const known = new Map([...OWN_TAG_KEYS, ...Object.keys(inherited)].map((key) => [key.toLowerCase(), key]));
  for (const [key, value] of Object.entries(tags)) {
    const other = known.get(key.toLowerCase());
    known.set(key.toLowerCase(), other ?? key);
    const message = keyProblem(key, other, inherited);
    if (message) yield { path: [...path, key], message };
    const prefix = TAG_VALUE_PREFIXES.find((taken) => value?.toLowerCase().startsWith(taken));
    if (prefix)
      yield {
        path: [...path, key],
        message: `"${value}" starts with ${prefix}, which AWS reserves; write another value`,
      };
  }
}

function keyProblem(key: string, other: string | undefined, inherited: Tags): string | undefined {
  const reserved = reservedBy(TAG_KEYS, key);
  if (reserved) {
    const prefix = reserved.prefixes?.find((taken) => key.toLowerCase().startsWith(taken));
    return `"${key}" ${prefix ? `starts with ${prefix}, which` : "is a key that"} ${reserved.owner} reserves; write ${reserved.write}`;
  }
  if (other === undefined || (other === key && key in inherited)) return undefined;
  const isOwn = OWN_TAG_KEYS.some((own) => own === other);
  if (other === key) return `"${key}" is set by the platform itself; remove it or write another key`;
  return `"${key}" differs from ${other}${isOwn ? " of the platform itself" : ""} in upper and lower case only, and IAM takes them for one; write another key`;
}

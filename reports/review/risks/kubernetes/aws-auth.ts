import { type ResourceChange, UNKNOWN } from "../../../plan";
import { isGroup, type Json, readYaml, textsOf, toList, type Values, valueAt } from "../../../synthesized";
import type { Risk } from "../row";
import { opened } from "./opened";

/** Groups of nodes, which every role of a node group has. */
const OF_NODES = /^system:(nodes|bootstrappers|node-proxier)$/;

/**
 * Who gets into the cluster by the map `aws-auth`, and did not before. Nodes are no people.
 * Source: Amazon EKS user guide, "Grant IAM users access to Kubernetes with a ConfigMap".
 */
export function awsAuthRisks({ before, after }: ResourceChange): Risk[] {
  if (!after || valueAt(after, "metadata.name") !== "aws-auth") return [];
  if (after.data === UNKNOWN) return [gets("its data is known after apply only and cannot be judged")];
  const unread = MAPS.filter((key) => isUnread(valueAt(before, `data.${key}`), valueAt(after, `data.${key}`)));
  if (unread.length > 0)
    return [gets("who gets into the cluster cannot be read and cannot be judged", unread.join(", "))];
  const old = entriesIn(before);
  const more = entriesIn(after).filter(
    (one) => !old.includes(one) && (before !== null || one.includes("system:masters")),
  );
  if (more.length === 0) return [];
  const isAdmin = more.some((one) => one.includes("system:masters"));
  return [
    gets(
      isAdmin ? "somebody becomes an administrator of the cluster" : "somebody may do more in the cluster than before",
      more.join(", "),
    ),
  ];
}

const MAPS = ["mapRoles", "mapUsers", "mapAccounts"];

/** Whether a list differs from before and is none that can be read, as one that is known after apply only. */
const isUnread = (before: Json | undefined, after: Json | undefined): boolean =>
  typeof after === "string" && after !== before && !isList(readYaml(after));
const isList = (value: Json | undefined): boolean => value === null || Array.isArray(value);

const gets = (what: string, detail?: string): Risk =>
  opened(
    what,
    "Make sure that each of them needs the group; access entries can be read by reviewers.",
    ["data"],
    detail,
  );

/** Everybody in the map with one of their groups each: `arn:aws:iam::…:role/dev as system:masters`. */
function entriesIn(values: Values | null): string[] {
  const read = (key: string): readonly Json[] => toList(readYaml(valueAt(values, `data.${key}`)));
  const people = [...read("mapRoles"), ...read("mapUsers")].filter(isGroup).flatMap((one) => {
    const who = String(one.rolearn ?? one.userarn ?? "somebody");
    const groups = textsOf(one.groups);
    const isNode = groups.length > 0 && groups.every((group) => OF_NODES.test(group));
    return isNode ? [] : [...groups, `user ${one.username ?? ""}`].map((as) => `${who} as ${as}`);
  });
  return [...people, ...read("mapAccounts").map((account) => `every user of account ${account}`)];
}

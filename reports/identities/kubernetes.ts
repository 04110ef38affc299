import { blocksIn, textsOf, type Values, valueAt } from "../synthesized";
import type { Estate, Resource } from "./estate";
import { meaningOf } from "./meaning";
import { nameOf } from "./names";
import { podIdentitiesOf } from "./pods";
import { enumerate } from "./values";

/** A service account of Kubernetes, or somebody else whom a binding is about. */
export interface KubernetesIdentity {
  readonly stack: string;
  /** What says so: the account, or the association or binding that names it. */
  readonly address: string;
  /** `statuspage/statuspage`, `the group deployers`. */
  readonly name: string;
  /** What it may do in Kubernetes and in AWS, one text each. */
  readonly may: readonly string[];
}

/** Something of a type, in each version of Kubernetes' API that the provider has. */
const isOf = (...kinds: readonly string[]) => {
  const types = kinds.flatMap((kind) => [`kubernetes_${kind}`, `kubernetes_${kind}_v1`]);
  return ({ block }: Resource) => types.includes(block.type);
};

/** Every service account that is written or gets an AWS role, and everybody whom a binding names. */
export function kubernetesIdentitiesOf(estate: Estate): KubernetesIdentity[] {
  const pods = podIdentitiesOf(estate).map(({ role, account, addOn }) => ({
    name: addOn === undefined ? account : `${account} of the add-on ${addOn}`,
    place: role,
    may: `in AWS, what the role ${nameOf(role.block, role.environment)} may`,
  }));
  const bound = estate.resources
    .filter(isOf("role_binding", "cluster_role_binding"))
    .flatMap((it) => boundBy(it, estate));
  const written = estate.resources.filter(isOf("service_account")).map((place) => ({
    name: `${namespaceOf(place)}/${textIn(place, "metadata.name")}`,
    place,
    may: `${place.block.values.automount_service_account_token === false ? "no token of Kubernetes in its pods" : "a token of Kubernetes in each of its pods"}`,
  }));
  const all = [...written, ...pods, ...bound];
  return [...new Set(all.map(({ name }) => name))].sort().map((name) => {
    const own = all.filter((it) => it.name === name);
    const [first] = own as [(typeof own)[number]];
    return { stack: first.place.stack.name, address: first.place.block.address, name, may: own.map(({ may }) => may) };
  });
}

const textIn = (place: Resource, path: string): string =>
  meaningOf(String(valueAt(place.block.values, path) ?? ""), place);
const namespaceOf = (place: Resource): string => textIn(place, "metadata.namespace") || "default";

/** What a binding gives to whom. */
function boundBy(binding: Resource, estate: Estate) {
  const { values } = binding.block;
  const [{ kind = "", name = "" } = {}] = blocksIn(values, "role_ref");
  const role = meaningOf(String(name), binding);
  const isEverywhere = isOf("cluster_role_binding")(binding);
  const where = isEverywhere ? "in every namespace" : `in the namespace ${namespaceOf(binding)}`;
  return blocksIn(values, "subject").map((subject) => ({
    name: subjectIn(subject, binding),
    place: binding,
    may: `${rulesOf(role, String(kind), estate)}, ${where} (${kind} ${role})`,
  }));
}

function subjectIn(subject: Values, binding: Resource): string {
  const name = meaningOf(String(subject.name ?? ""), binding);
  if (subject.kind !== "ServiceAccount") return `the ${String(subject.kind).toLowerCase()} ${name}`;
  return `${meaningOf(String(subject.namespace ?? "default"), binding)}/${name}`;
}

/** What a role of Kubernetes allows; roles that Kubernetes or a chart brings are known by their names alone. */
function rulesOf(name: string, kind: string, estate: Estate): string {
  const role = estate.resources
    .filter(isOf(kind === "ClusterRole" ? "cluster_role" : "role"))
    .find((it) => textIn(it, "metadata.name") === name);
  if (!role) return `what the ${kind} ${name} allows, which is not in the JSON`;
  return blocksIn(role.block.values, "rule")
    .map((rule) => `${enumerate(everything(rule.verbs))} ${enumerate(everything(rule.resources))}`)
    .join("; ");
}

const everything = (value: Values[string] | undefined): string[] =>
  textsOf(value).map((it) => (it === "*" ? "everything" : it));

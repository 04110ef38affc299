import { documentsIn, type PolicyDocument, type Statement } from "../../built/policies";
import { strangersIn, tooWide, type Width, widened } from "../../built/policy-width";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { isGroup, type Json, type Values } from "../../synthesized";
import type { Around } from "./around";
import { firstOf } from "./paths";
import type { Risk } from "./row";

const ADVICE = "Name the actions, the resources and who may; compare the statements one by one.";

/** Whether a policy document anywhere in a resource allows more than before, or a new one everything or everybody. */
export function policyRisks(change: ResourceChange, around: Around): Risk[] {
  const { before, after } = change;
  if (!after) return [];
  const [old, now] = [byPath(documentsIn(before)), byPath(documentsIn(after))];
  const unknown = unknownDocuments(change, old, around);
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => !unknown.has(path));
  const judged = paths.flatMap((path): Risk[] => {
    const width = widthOf(path, old.get(path), now.get(path), change, around);
    return width ? [{ group: "exposure", ...width, advice: ADVICE, attributes: [path] }] : [];
  });
  return [...judged, ...[...unknown].flatMap((path) => unknownRisks(path, change, old.get(path), around))];
}

/** Statements by the argument they are in: a list of policies allows what they allow together. */
function byPath(documents: readonly PolicyDocument[]): Map<string, Statement[]> {
  const found = new Map<string, Statement[]>();
  for (const { path, statements } of documents) found.set(path, [...(found.get(path) ?? []), ...statements]);
  return found;
}

function widthOf(
  path: string,
  old: Statement[] | undefined,
  now: Statement[] | undefined,
  { before, after }: ResourceChange,
  around: Around,
): Width | undefined {
  if (!now) return old && isStillText(after, path) ? widened(old, undefined) : lostDenial(old);
  if (old) return widened(old, now);
  if (before && isUnreadable(before, path)) return widened(undefined, now);
  const strangers = strangersIn(now, around.accounts);
  const wide = tooWide(now);
  if (wide) return wide;
  if (strangers.length > 0) return { what: "its policy lets another account in", detail: strangers.join(", ") };
  // where nothing was allowed, all of it is more, but what a new resource or a first policy names is what was meant
  return undefined;
}

/** A policy that goes takes its denials with it. */
const lostDenial = (old: Statement[] | undefined): Width | undefined =>
  old?.some(({ allows }) => !allows) ? widened(old, []) : undefined;

/** The text at a path of one level, for what is no readable policy any more, or was none. */
const textAt = (values: Values | null, path: string): Json | undefined => values?.[path];
const isStillText = (after: Values | null, path: string): boolean => {
  const text = textAt(after, path);
  return typeof text === "string" && text !== "";
};
const isUnreadable = (before: Values, path: string): boolean => isStillText(before, path);

/** Arguments that hold a policy document, by the end of their name. */
const HOLDS_POLICY = /(^|\.|_)(policy|policies|policy_document|policy_json|assume_role_policy|access_policies)$/;

/** Arguments called like a policy that are another thing. */
const NO_DOCUMENT =
  /^(managed_policy_arns|inline_policy|lifecycle_policy|backup_policy|upgrade_policy|security_policy|password_policy|scaling_policy|ssl_policy|tls_security_policy|delivery_policy|redrive_policy|redrive_allow_policy|archive_policy|retention_policy|deletion_policy)$/;

/** Policies of Kubernetes are words, such as when an image is pulled, and no documents. */
const IN_CLUSTER = /^(kubernetes|helm)_/;

/** Types that cannot be made without the policy in this argument, so that nobody computes it. */
const NEEDS_POLICY = /^aws_(iam_(group_|role_|user_)?policy|\w+_policy)$/;

/** Paths of policies that are known after apply only. */
function unknownDocuments(change: ResourceChange, old: ReadonlyMap<string, unknown>, around: Around): Set<string> {
  const found = new Set<string>();
  const visit = (value: Json, path: string): void => {
    if (value === UNKNOWN) {
      if (isDocument(path, change, old, around)) found.add(path);
    } else if (Array.isArray(value)) for (const entry of value) visit(entry, path);
    else if (isGroup(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
  };
  visit(change.after ?? {}, "");
  return found;
}

function isDocument(path: string, change: ResourceChange, old: ReadonlyMap<string, unknown>, around: Around): boolean {
  const [argument = path] = path.split(".");
  if (IN_CLUSTER.test(change.type) || NO_DOCUMENT.test(path) || !(HOLDS_POLICY.test(path) || old.has(path)))
    return false;
  const isConfigured = around.isConfigured(change, argument);
  if (isConfigured !== undefined) return isConfigured;
  return old.has(path) || path === "assume_role_policy" || NEEDS_POLICY.test(change.type);
}

/** What is not known yet is judged as it is written, where this project writes it; else nobody can judge it. */
function unknownRisks(path: string, change: ResourceChange, old: Statement[] | undefined, around: Around): Risk[] {
  const written = around.writtenAs(change);
  const documents = written ? documentsIn(written[firstOf(path)]) : [];
  if (documents.length > 0) {
    const width = tooWide(documents.flatMap(({ statements }) => statements));
    return width ? [{ group: "exposure", ...width, advice: ADVICE, attributes: [path] }] : [];
  }
  return [
    {
      group: "exposure",
      what: "its policy is known after apply only and cannot be judged",
      ...(old ? { detail: `${path} allowed ${old.filter(({ allows }) => allows).length} statements before` } : {}),
      advice: "Apply what it refers to first, then plan again; or write the policy without what is not known.",
      attributes: [path],
    },
  ];
}

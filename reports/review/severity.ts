import { z } from "zod";
import { type Refused, readRegister } from "../../environments/register";

/** What a rule that is newly broken does: refuses the plan, is only told, or is not asked at all. */
export const SEVERITIES = ["refuse", "warn", "off"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How rules are taken; `*` is every rule that is not named. */
export type Severities = Readonly<Record<string, Severity>>;

const settings = z.strictObject({
  rules: z
    .record(z.string(), z.enum(SEVERITIES))
    .default({})
    .describe("how rules are taken, by their ids; `*` stands for all others"),
});

/** Reads `review.yaml`; or says, a sentence each, why it cannot be used. */
export function parseSettings(
  text: string,
  file: string,
  known: readonly string[],
): { readonly severities: Severities } | Refused {
  const read = readRegister(text, file, settings);
  if ("problems" in read) return read;
  const { rules = {} } = read.value;
  const unknown = Object.keys(rules).filter((id) => id !== "*" && !known.includes(id));
  return unknown.length > 0
    ? {
        problems: unknown.map(
          (id) => `${read.placeOf(["rules", id])} rules.${id}: is no rule; npm run audit lists them`,
        ),
      }
    : { severities: rules };
}

/**
 * Rules that Terraform code of any team is refused for when one of its changes breaks them: what they keep is nobody's
 * matter of taste. All others are this project's way of building, and only told to code that is not of this project.
 */
const EVERYBODYS: ReadonlySet<string> = new Set([
  "admin-ports-closed",
  "attached-policy-not-admin",
  "bucket-acl-private",
  "bucket-policy-not-public",
  "cache-encrypted",
  "cache-tls-required",
  "cluster-endpoint-not-open",
  "data-ports-closed",
  "database-encrypted",
  "database-not-public",
  "instance-disk-encrypted",
  "key-not-public",
  "no-secret-literal",
  "only-web-open-to-everybody",
  "pod-not-privileged",
  "policy-not-admin",
  "rbac-no-cluster-admin",
  "repository-not-public",
  "secret-not-public",
  "storage-class-encrypted",
  "topic-not-public",
  "volume-encrypted",
]);

/** How a rule is taken for code of this project, or of anybody else. */
export const severityOf = (rule: string, isOurs: boolean, severities: Severities): Severity =>
  severities[rule] ?? severities["*"] ?? (isOurs || EVERYBODYS.has(rule) ? "refuse" : "warn");

/** Whether a rule that is newly broken refuses the plan: no waiver allows it, and nobody approved the change that breaks it. */
export const refuses = (
  { severity, waivedUntil }: { readonly severity: Severity; readonly waivedUntil?: string },
  isApproved: boolean,
): boolean => severity === "refuse" && !waivedUntil && !isApproved;

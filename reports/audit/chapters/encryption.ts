import { lookUp } from "../../built/look-up";
import { markup } from "../../html/markup";
import { linkToResource, list, table } from "../../html/parts";
import { type Block, type SynthesizedEnvironment, targets, toGroup } from "../../synthesized";
import type { AssessedFinding } from "../evidence";
import { chapter } from "./chapter";

/** A key and everything that is encrypted with it. */
export interface KeyView {
  readonly stack: string;
  readonly address: string;
  readonly description: string;
  readonly rotation: string;
  readonly protects: readonly { readonly stack: string; readonly address: string }[];
}

/** A secret, where it is kept and how it is made. */
export interface SecretView {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
  readonly how: string;
}

export interface EncryptionView {
  readonly keys: readonly KeyView[];
  readonly secrets: readonly SecretView[];
  /** What was looked for in every literal, and with what result. */
  readonly literals: string;
}

export const encryption = chapter({
  id: "encryption",
  title: "Encryption and secrets",
  lead: "Which key protects what, and where are the secrets?",
  view: ({ environment, findings }) => encryptionView(environment, findings),
  render: ({ keys, secrets, literals }) => markup`${table(
    "Keys",
    ["Key", "For", "Rotation", "Protects"],
    keys.map(({ stack, address, description, rotation, protects }) => [
      linkToResource(stack, address),
      description,
      rotation,
      list(protects.map((it) => linkToResource(it.stack, it.address))),
    ]),
  )}
<h3>Secrets</h3>
<p>${literals}</p>
${
  secrets.length > 0 &&
  table(
    "Secrets",
    ["Secret", "Made and kept", "Resource"],
    secrets.map(({ what, how, stack, address }) => [what, how, linkToResource(stack, address)]),
  )
}`,
});

/** Blocks that name a key without encrypting anything with it. */
const ONLY_NAMES_IT = ["aws_kms_alias", "aws_iam_role_policy"];

/** Rules that look for secrets in what is written. */
const SECRET_RULES = ["no-secret-literal", "no-secret-maker", "release-no-secret-values"];

/** Which key protects what, through the outputs of stacks too, and where every secret is. */
export function encryptionView(
  environment: SynthesizedEnvironment,
  findings: readonly AssessedFinding[],
): EncryptionView {
  const resources = environment.stacks.flatMap((stack) => stack.resources);
  const uses = environment.stacks.flatMap((stack) =>
    stack.resources
      .filter(({ type }) => !ONLY_NAMES_IT.includes(type))
      .map((block) => ({ block, used: targets(block.values, stack, environment) })),
  );
  const keys = resources.filter(({ type }) => type === "aws_kms_key");
  return {
    keys: keys.map((key) => ({
      stack: key.stack,
      address: key.address,
      description: String(key.values.description ?? ""),
      rotation: key.values.enable_key_rotation === true ? "yearly" : "none",
      protects: uses.filter(({ used }) => used.includes(key)).map(({ block }) => placeOf(block)),
    })),
    secrets: resources.flatMap(secretsOf),
    literals: literalsIn(findings),
  };
}

const placeOf = ({ stack, address }: Block) => ({ stack, address });

function secretsOf(block: Block): SecretView[] {
  const { type, values } = block;
  const secret = (what: string, how: string): SecretView[] => [{ ...placeOf(block), what, how }];
  if (type === "aws_secretsmanager_secret")
    return secret(String(values.name ?? block.name), "In Secrets Manager; Terraform never sees its value.");
  if (values.manage_master_user_password === true)
    return secret(`Password of ${values.username}`, "Made and rotated by RDS, kept in Secrets Manager.");
  if (type === "aws_elasticache_user" && toGroup(lookUp(block, "authentication_mode").value).type === "iam")
    return secret(`Login of ${values.user_name}`, "No password: a short-lived token from IAM.");
  return [];
}

function literalsIn(findings: readonly AssessedFinding[]): string {
  const searched = findings.filter(({ rule }) => SECRET_RULES.includes(rule.id));
  const found = searched.filter(({ verdict }) => verdict !== "pass").length;
  const blocks = new Set(searched.map(({ stack, address }) => `${stack} ${address}`)).size;
  return `${blocks} blocks were searched for texts that look like secrets, and for what makes secrets; ${found || "none"} of them ${found === 1 ? "has" : "have"} any.`;
}

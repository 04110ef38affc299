import { lookUp } from "../built/look-up";
import type { EncryptionView, SecretView } from "../html/sections/encryption";
import { type Block, type SynthesizedEnvironment, targets, toGroup } from "../synthesized";
import type { AssessedFinding } from "./evidence";

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

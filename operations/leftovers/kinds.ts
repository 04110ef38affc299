import { type Aws, ifThere } from "../aws";
import rows from "./kinds.json";

/** What an ARN names, by its form. */
export interface Kind {
  /** Service and the beginning of the resource part of the ARN: `ec2:volume/`. */
  readonly arn: string;
  readonly what: string;
  /** Command that removes it: `ID` is what follows the form, `ARN` the whole. */
  readonly remove: string;
  /** Entry of the price book for one of them, or `free`. Undefined: what it costs depends on more. */
  readonly price?: string;
  /** Nothing makes it but Terraform: one that carries this project's tags and is in no state was left by a run that was killed. */
  readonly onlyTerraform?: boolean;
}

/** Every kind, in the order in which things can be removed: what uses others first. */
export const KINDS: readonly Kind[] = rows;

/** The kind of what an ARN names, and its id. An ARN of no known form has none. */
export function kindOf(arn: string): { readonly kind: Kind; readonly id: string } | undefined {
  const [, , service = "", , , ...rest] = arn.split(":");
  const form = `${service}:${rest.join(":")}`;
  const kind = KINDS.find((each) => form.startsWith(each.arn));
  const id = form.slice(kind?.arn.length);
  return kind && { kind, id: kind.arn === "secretsmanager:secret:" ? id.replace(/-[A-Za-z0-9]{6}$/, "") : id };
}

/** AWS lists some things by their tags for hours after they are gone, or while they wait to be. */
const LIVES: Readonly<Record<string, (aws: Aws, id: string) => Promise<boolean>>> = {
  "ec2:instance/": instanceLives,
  "ec2:natgateway/": gatewayLives,
  "secretsmanager:secret:": secretLives,
  "kms:key/": keyLives,
};

/** Whether what an ARN names still exists and stays. */
export const isAlive = (aws: Aws, { arn }: Kind, id: string): Promise<boolean> | boolean =>
  LIVES[arn]?.(aws, id) ?? true;

async function instanceLives(aws: Aws, id: string): Promise<boolean> {
  type Answer = { Reservations: { Instances: { State: { Name: string } }[] }[] };
  const answer = await ifThere(aws<Answer>("ec2", "describe-instances", "--instance-ids", id));
  const states = answer?.Reservations.flatMap(({ Instances }) => Instances.map(({ State }) => State.Name)) ?? [];
  return states.some((state) => state !== "terminated");
}

async function gatewayLives(aws: Aws, id: string): Promise<boolean> {
  type Answer = { NatGateways: { State: string }[] };
  const answer = await ifThere(aws<Answer>("ec2", "describe-nat-gateways", "--nat-gateway-ids", id));
  return (answer?.NatGateways ?? []).some(({ State }) => State !== "deleted");
}

/** A secret that waits for its deletion costs nothing and goes by itself. */
async function secretLives(aws: Aws, id: string): Promise<boolean> {
  const answer = await ifThere(aws<{ DeletedDate?: unknown }>("secretsmanager", "describe-secret", "--secret-id", id));
  return answer !== undefined && answer.DeletedDate === undefined;
}

/** A key that waits for its deletion costs nothing and goes by itself. */
async function keyLives(aws: Aws, id: string): Promise<boolean> {
  const answer = await ifThere(aws<{ KeyMetadata: { KeyState: string } }>("kms", "describe-key", "--key-id", id));
  return answer !== undefined && answer.KeyMetadata.KeyState !== "PendingDeletion";
}

import { markup } from "../markup";
import { linkToResource, list, table } from "../parts";
import { section } from "../section";

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

export const encryption = section(
  "encryption",
  "Encryption and secrets",
  "Which key protects what, and where are the secrets?",
  ({ keys, secrets, literals }) => markup`${table(
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
);

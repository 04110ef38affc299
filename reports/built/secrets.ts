import type { Json } from "../synthesized";

/** A secret found in a value. */
export interface FoundSecret {
  /** Where, relative to the value. */
  readonly pointer: string;
  /** Why it looks like one; never the secret itself. */
  readonly reason: string;
}

/** Names of arguments and keys that hold a secret; `passwordKey` or `password_wo_version` hold none. */
const SECRET_NAME =
  /^(.*[._-])?(passwords?|passwd|client_secret|secret_string|secret_binary|auth_token|api_?key|access_key|secret_key|secret_access_key|private_key|client_key|token|password_wo|secret_string_wo)$/;

/** What well-known secrets look like, wherever they are. Every part has a longest length, so that no text takes long. */
const SECRET_SHAPES: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/, "a private key"],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36}/, "a GitHub token"],
  [/\bxox[abpors]-[A-Za-z0-9-]{10,}/, "a Slack token"],
  [/\beyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10}/, "a JSON web token"],
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'${}]{1,200}:[^\s/:@"'${}]{1,500}@/, "a password in an address"],
];

/** A value for people to read, without any secret in it. `pointer` ends with its name, which may be what gives it away. */
export const withoutSecrets = (value: Json, pointer: string): Json =>
  findSecret(value, "", pointer.slice(pointer.lastIndexOf("/") + 1)) ? "(a secret, not shown)" : value;

/** The first secret in a value, also in JSON and base64 inside of texts. */
export function findSecret(value: Json, pointer = "", name = ""): FoundSecret | undefined {
  if (typeof value === "string") return inText(value, pointer, name);
  if (typeof value !== "object" || value === null) return undefined;
  const isVariable = !Array.isArray(value) && "name" in value && typeof (value as { name: Json }).name === "string";
  for (const [key, inner] of Object.entries(value)) {
    const label =
      isVariable && (key === "value" || key === "default")
        ? String((value as { name: Json }).name)
        : Array.isArray(value)
          ? name
          : key;
    const found = findSecret(inner, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, label);
    if (found) return found;
  }
  return undefined;
}

/** How much of one text is searched: Helm values and scripts are far shorter, a hostile text takes no longer. */
const MOST_CHARACTERS = 1_000_000;

function inText(text: string, pointer: string, name: string): FoundSecret | undefined {
  const readings = [text, decoded(text)].map((reading) => reading.slice(0, MOST_CHARACTERS));
  const shape = SECRET_SHAPES.find(([pattern]) => readings.some((reading) => pattern.test(reading)));
  if (shape) return { pointer, reason: shape[1] };
  const inner = parsed(text);
  if (inner !== undefined) {
    const found = findSecret(inner);
    return found && { pointer, reason: `${found.reason} at ${found.pointer} of the JSON in it` };
  }
  const assigned = readings.flatMap(assignedSecret)[0];
  if (assigned !== undefined) return { pointer, reason: `a text that sets ${assigned}` };
  const isLiteral = text !== "" && !/^\$\{[^}]*\}$/.test(text);
  return isLiteral && SECRET_NAME.test(toSnakeCase(name)) ? { pointer, reason: `a text named ${name}` } : undefined;
}

/** Names and values in scripts, YAML and command lines; what starts like an expression or ends like a name is no value. */
const ASSIGNMENT = /(?<![\w.$])([A-Za-z][\w.-]{0,80})["']?(?::[ \t]+|=)["']?([^\s"'`$<>(){}[\],;|&\\]{6,200})/g;

/** The name of a secret that a text sets to a literal. */
function assignedSecret(text: string): string[] {
  if (!/pass|secret|token|key/i.test(text)) return [];
  const [found] = [...text.matchAll(ASSIGNMENT)].filter(([, name = ""]) => SECRET_NAME.test(toSnakeCase(name)));
  return found?.[1] === undefined ? [] : [found[1]];
}

const toSnakeCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();

const parsed = (text: string): Json | undefined => {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What base64 of some length says; empty when it is none. */
const decoded = (text: string): string =>
  /^[A-Za-z0-9+/\s]{40,}={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : "";

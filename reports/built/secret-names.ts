/** A name as the words it is made of: `dbPassword`, `DB_PASSWORD` and `db.password` are the same two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** Last words of names that hold a secret, whatever stands before. */
const PASSWORDS = new Set(["password", "passwords", "passwd", "passphrase", "pwd", "pass", "pw", "passcode"]);
const SECRETS = new Set(
  "secret secrets token tokens credential credentials creds pat apikey apikeys dsn psk salt bearer".split(" "),
);

/** What stands before `key` when it is a secret; a `partition_key` or `public_key` is none. */
const SECRET_KEYS = new Set(
  "access account api app application auth cipher client cookie crypto decryption encryption fernet hmac jwt license master preshared private sas secret service session shared signature signing storage stripe webhook".split(
    " ",
  ),
);

/** Pairs of last words that hold a secret. */
const PAIRS = new Set(
  ["string", "binary", "value"]
    .map((what) => `secret ${what}`)
    .concat(
      "key material",
      "connection string",
      "basic auth",
      "redis auth",
      "http auth",
      "proxy auth",
      "origin verify",
    ),
);

/** Last words that only say which one, or in what form: `DB_PASSWORD_OLD`, `SECRET_KEY_BASE`, `PRIVATE_KEY_PEM`. */
const WHICH = new Set(
  "old new prev previous current backup primary secondary plain plaintext text raw value b64 base64 pem base encoded".split(
    " ",
  ),
);

/** First words of names that only say where a secret is. */
const POINTERS = new Set(["existing", "image", "next", "pull"]);

type Kind = "password" | "secret";

/** Names that were asked for, because a plan has the same few thousands of times. */
const KNOWN = new Map<string, Kind | undefined>();
const MOST_KNOWN = 10_000;

/** How a name tells that its value is a secret; undefined: it does not. */
export function secretName(name: string): Kind | undefined {
  if (KNOWN.has(name)) return KNOWN.get(name);
  const kind = kindOf(name);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(name, kind);
  return kind;
}

function kindOf(name: string): Kind | undefined {
  const words = wordsOf(name);
  if (words.at(-1) === "wo") words.pop(); // write-only arguments
  if (PAIRS.has(words.slice(-2).join(" "))) return "secret";
  while (words.length > 1 && (WHICH.has(words.at(-1) ?? "") || /^\d+$/.test(words.at(-1) ?? ""))) words.pop();
  const [last = "", before = ""] = [words.at(-1), words.at(-2)];
  if (POINTERS.has(words[0] ?? "") && words.length > 1) return undefined;
  if (PASSWORDS.has(last) || /(password|passwd|passphrase|pwd)$/.test(last)) return "password";
  const isKey = (last === "key" && SECRET_KEYS.has(before)) || /^(api|access|secret|private)keys?$/.test(last);
  return SECRETS.has(last) || isKey || PAIRS.has(`${before} ${last}`) ? "secret" : undefined;
}

/** Words that are settings and no secrets, whatever they are called. */
const SETTINGS = new Set(
  "true false yes no none null on off enabled disabled required optional default auto managed".split(" "),
);

/** Texts that only lead to a secret, or stand in for one. */
const LEADS = [
  /^\$\{[^}]*\}$/, // an expression of Terraform
  /^(\$\{?\w+\}?|\$\(.*\)|\{\{.*\}\}|<.*>|%\w+%)$/s, // a variable of a shell or of a template
  /^\(.*\)$/, // `(sensitive)`, `(known after apply)`
  /^arn:[\w-]+:/,
  /^alias\//,
  /^\/[\w.-]+(\/[\w.-]+)+$/, // the path of a parameter or file
  /^https?:\/\/[^@]*$/,
  /^fileb?:\/\//, // a file, to the AWS CLI
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, // an id
];

/** Whether a text under a name like `DB_PASSWORD` is the secret itself, and not a setting or the way to it. */
export function isSecretUnder(name: string, text: string): boolean {
  const kind = secretName(name);
  if (!kind || text === "" || SETTINGS.has(text.toLowerCase()) || LEADS.some((pattern) => pattern.test(text)))
    return false;
  // `secret: grafana-admin` in values of a chart names a Secret; environment variables are in capitals and hold it
  const isName = /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(text) && !/\d{4}/.test(text);
  return kind === "password" || /^[A-Z0-9_]+$/.test(name) || !(/secrets?$/i.test(name) && isName);
}

/** What a secret looks like, in words, and a part without which no text is one: looked for first, because it is quick. */
type Shape = readonly [pattern: RegExp, what: string, part?: string];

/** What well-known secrets look like, wherever they are. Every part has a longest length, so that no text takes long. */
const SHAPES: readonly Shape[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/, "a private key"],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/, "a GitHub token"],
  [/\bglpat-[A-Za-z0-9_-]{20}/, "a GitLab token"],
  [/\bxox[abpors]-[A-Za-z0-9-]{10,}/, "a Slack token"],
  [/\bhooks\.slack\.com\/(services|workflows)\/\w/, "a Slack webhook"],
  [/\b(discord(app)?\.com\/api\/webhooks|[\w-]{1,60}\.webhook\.office\.com)\/\w/, "a webhook", "webhook"],
  [/\b[rs]k_(live|test)_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9]{10,}/, "a Stripe key"],
  [/\bAIza[A-Za-z0-9_-]{35}/, "a Google API key"],
  [/\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/, "a SendGrid key"],
  [/\bnpm_[A-Za-z0-9]{36}/, "an npm token"],
  [/\b(hvs|hvb)\.[A-Za-z0-9_-]{20}/, "a Vault token"],
  [/\bsk-(ant-|proj-)?[A-Za-z0-9_-]{20}/, "an API key"],
  [/\bAccountKey=[A-Za-z0-9+/=]{20}/, "a storage key"],
  [/\bclient-key-data:\s{0,4}[A-Za-z0-9+/]{20}/, "a key of a kubeconfig"],
  [/\beyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10}/, "a JSON web token"],
  [/\bhttps?:\/\/[0-9a-f]{16,64}(:[0-9a-f]{0,64})?@/, "a Sentry DSN", "://"],
  [/\b(Bearer|Basic) (?=\S{0,40}\d)[A-Za-z0-9+/._~-]{12,500}/, "the credentials of a request", "B"],
  [/[?&](sig|X-Amz-Signature|X-Amz-Security-Token)=[\w%+/.-]{8}/i, "a signed address", "="],
  [/\bbot\d{6,12}:[A-Za-z0-9_-]{30}/, "a token of Telegram", "bot"],
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"'${}]{0,200}:[^\s/:@"'${}]{1,500}@/, "a password in an address", "://"],
];

/** The same on command lines, and a word that each of them has: most texts are none. */
const COMMAND = /authorization|chpasswd|curl|docker|mysql|redis-cli|sshpass/i;
const ON_COMMAND_LINES: readonly Shape[] = [
  [/\bAuthorization["']?:\s{0,4}(Bearer|Basic|Token)\s{1,4}[A-Za-z0-9._~+/=-]{8}/i, "the credentials of a request"],
  [/\bcurl\s[^\n|;]{0,300}?(-u|--user)[\s=]{1,4}["']?[\w.@-]{1,60}:[^\s"'$`{<]{6}/, "a password on a command line"],
  [/\bmysql(admin|dump)?\s(?:[^\n|;]{0,200}\s)?-p[^\s"'$`{<-][^\s"'$`]{5}/, "a password on a command line"],
  [
    /\b(sshpass|docker login|redis-cli)\s(?:[^\n|;]{0,200}\s)?-[ap]\s{0,4}["']?[^\s"'$`{<-][^\s"'$`]{5}/,
    "a password on a command line",
  ],
  [/[\w.-]{1,60}:[^\s"'$`|:{<]{4,200}["']?\s{0,4}\|\s{0,4}(sudo\s)?chpasswd\b/, "a password on a command line"],
];

/** Shorter texts are no secret that is known by its shape, but for one in an address. */
const SHORTEST = 15;

/** What a text holds that is known by its shape; undefined: nothing. */
export function shapeIn(text: string): string | undefined {
  if (text.length < SHORTEST && !text.includes("://")) return undefined;
  const found = SHAPES.find(([pattern, , part]) => (part === undefined || text.includes(part)) && pattern.test(text));
  return (found ?? onCommandLine(text))?.[1] ?? (isSecretObject(text) ? "a Secret of Kubernetes" : undefined);
}

const onCommandLine = (text: string): Shape | undefined =>
  COMMAND.test(text) ? ON_COMMAND_LINES.find(([pattern]) => pattern.test(text)) : undefined;

/** Whether a text is YAML of a Secret that holds something. */
const isSecretObject = (text: string): boolean =>
  text.includes("Secret") && /^kind:\s{1,4}["']?Secret\b/m.test(text) && /^(stringData|data):/m.test(text);

/** Names of what is random and no secret: hashes, ids, public halves. */
const PUBLIC =
  /(hash|sha\d*|md5|etag|checksum|digest|fingerprint|thumbprint|version|id|ids|arn|certificate|authority|chain|public_?key|signature|nonce)$/i;

const LEAST_KEY = 20;
const MOST_KEY = 120;
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];
/** Of a random text six neighbours in ten are of different classes, of names in camel case three. */
const LEAST_CHANGES = 0.4;

/** Whether a text is as random as a key: long, of small and capital letters and digits in no order. */
export function isRandom(name: string, text: string): boolean {
  if (text.length < LEAST_KEY || text.length > MOST_KEY || PUBLIC.test(name)) return false;
  if (!/^[A-Za-z0-9+/=_~!@#%^&*.-]+$/.test(text) || /^(arn:|https?:|\/)/.test(text)) return false;
  return text.split(/[^A-Za-z0-9]+/).some(isRandomWord) || isAwsKey(text);
}

/** A secret access key of AWS has no shape but its length, its letters and that they are in no order. */
const isAwsKey = (text: string): boolean =>
  /^[A-Za-z0-9+/]{40}$/.test(text) &&
  CLASSES.every((one) => one.test(text)) &&
  changesIn(text.replace(/[+/]/g, "")) >= 0.3;

function isRandomWord(word: string): boolean {
  if (word.length < LEAST_KEY || CLASSES.some((one) => !one.test(word)) || word.replace(/\D/g, "").length < 2)
    return false;
  return changesIn(word) >= LEAST_CHANGES;
}

/** How often a character is of another class than the one before, of once for each. */
function changesIn(word: string): number {
  const classes = [...word].map((letter) => CLASSES.findIndex((one) => one.test(letter)));
  return classes.filter((one, i) => i > 0 && one !== classes[i - 1]).length / (word.length - 1);
}

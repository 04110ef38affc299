import type { Json } from "../../../synthesized";

const plain = (value: Json | undefined): string =>
  typeof value === "string" ? value.toUpperCase().replaceAll(/[-\s:]/g, "_") : "";

const ON = /^(TRUE|ON|YES|ENABLED?|ACTIVE|ALLOWED|REQUIRED?|STARTED|RUNNING|ALWAYS)$/;
const OFF = /^(FALSE|OFF|NO|NONE|DISABLED?|INACTIVE|DENIED|PAUSED|USER_PAUSED|SUSPENDED|STOPPED|NOT_REQUIRED|NEVER)$/;

/** Whether a value says that something is on; undefined: it says neither. */
export function switchOf(value: Json | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  const text = plain(value);
  return ON.test(text) ? true : OFF.test(text) ? false : undefined;
}

/** Words that let everybody in. */
const OPEN =
  /^(PUBLIC(?!_KEY)\w*|\w+_PUBLIC|OPEN|OPEN_ACCESS|INTERNET_FACING|ANONYMOUS\w*|GUEST\w*|EVERYONE|UNAUTHENTICATED|ALLOW_ALL|ALLOW_ANY|INTERNET|ANY|GLOBAL)$/;

/** Words for what asks, checks or keeps less than any other answer to the same question. */
const WEAK =
  /^(ALLOW|PASS|PERMIT|AWS_PASS|DROP_TO_ALERT|SUPPRESS(ED)?|ARCHIVED?|NO_ACTION|NO_ENCRYPTION|PLAINTEXT|UNENCRYPTED|AWS_OWNED\w*|SSE_S3|AES256|GOVERNANCE|CLIENTSPECIFIED|NOSQUASH|DELETE\w*|REMOVE|MUTABLE\w*|PAP|PERMISSIVE|\w+_OR_\w+)$/;
/** Words that are weak only where a strong one stood: a log's level may be called WARN, too. */
const WEAK_AFTER_STRONG =
  /^(CONTINUE|COUNT|ALERT|DRYRUN|DRY_RUN|AUDIT\w*|\w*ALERT\w*|MONITOR|WARN(ING)?|OPTIONAL|IGNORE|SIMPLE|LOG)$/;
const STRONG =
  /^(BLOCK|DENY|DENIED|DROP|\w+_DROP\w*|REJECT|FAIL|ENFORCED?|STRICT(EST)?|VERIFY|REQUIRED?|MANDATORY\w*|ALL|IMMUTABLE)$/;
const SECURE = /HTTPS|TLS|SSL/;

/** Whether a value is a text that is short enough for a word. */
export const isWord = (value: Json): boolean => typeof value === "string" && value.length > 0 && value.length < 60;

/** Whether a value lets everybody in, by its word, whatever it is the answer to. */
export const isOpenWord = (value: Json | undefined): boolean =>
  /^(PUBLIC(?!_KEY)\w*|\w+_PUBLIC|ANONYMOUS\w*|GUEST\w*|UNAUTHENTICATED)$/.test(plain(value));

/** Whether a word is weaker than the one before it. What was only off before cannot become weaker by these. */
export function isWeakWord(was: Json | undefined, is: Json | undefined): boolean {
  const [old, now] = [plain(was), plain(is)];
  if (now === "" || old === now) return false;
  if (OPEN.test(now)) return !OPEN.test(old);
  if (STRONG.test(old)) return WEAK.test(now) || WEAK_AFTER_STRONG.test(now) || OFF.test(now);
  if (SECURE.test(old) && /^HTTP(_ONLY)?$/.test(now)) return true;
  return old !== "" && !WEAK.test(old) && WEAK.test(now);
}

/** Seconds in the units of durations. */
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** A number, or a duration of one unit in seconds: `30d`; NaN when it is neither. */
export function amountOf(value: Json | undefined): number {
  const [, amount, unit = ""] = /^(\d+)([smhdwy])$/.exec(String(value)) ?? [];
  return amount === undefined ? Number(value ?? Number.NaN) : Number(amount) * (UNITS[unit] ?? 1);
}

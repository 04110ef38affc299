import { Address4 } from "ip-address";
import * as z from "zod";
import { TEXTS, type TextKind } from "../tables/texts";

// A few small files are read once: compiling checks takes longer than running them. It counts for schemas made after it.
z.config({ jitless: true });

/** A text that matches `pattern`; the message shows the value and an example of what to write. */
export const matching = (pattern: RegExp, wrong: string, write: string) =>
  z
    .string()
    .refine((value) => pattern.test(value), { error: ({ input }) => `${show(input)} ${wrong}; write ${write}` })
    .meta({ pattern: pattern.source });

/** A text of a kind that AWS, Kubernetes or a program on the way takes in one form only. */
export const like = (kind: keyof typeof TEXTS) => {
  const { pattern, max = Number.POSITIVE_INFINITY, wrong, write }: TextKind = TEXTS[kind];
  return z
    .string()
    .refine((value) => value.length <= max && pattern.test(value), {
      error: ({ input }) => `${show(input)} ${wrong}; write ${write}`,
    })
    .meta({ pattern: pattern.source, ...(Number.isFinite(max) && { maxLength: max }) });
};

/** A whole number within limits. */
export const whole = (min: number, max: number, unit: string) =>
  z
    .number()
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: ({ input }) =>
        `${input} is not a whole number of ${unit} from ${min} to ${max}; write one within that range`,
    })
    .meta({ type: "integer", minimum: min, maximum: max });

/** One of a few words; the message lists them. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, {
    error: ({ input }) =>
      input === undefined ? undefined : `${show(input)} is not known; write one of ${words.join(", ")}`,
  });

/** A value of an environment file as its author wrote it; of a long one, its beginning. */
export function show(value: unknown): string {
  if (typeof value === "string") return `"${shortened(value)}"`;
  return typeof value === "number" ? String(value) : shortened(JSON.stringify(value) ?? String(value));
}

const MOST_SHOWN = 200;
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

/** An IPv4 range whose address is the first of the range, for example `10.20.0.0/16`. */
export const cidr = z.string().refine((value) => cidrProblem(value) === undefined, {
  error: ({ input }) => cidrProblem(String(input)) ?? "",
});

function cidrProblem(value: string): string | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(value) || !Address4.isValid(value)) {
    return `"${value}" is not an IPv4 range; write it like 10.20.0.0/16`;
  }
  const range = new Address4(value);
  const first = `${range.startAddress().correctForm()}/${range.subnetMask}`;
  return first === value ? undefined : `"${value}" has address bits beyond its prefix; write ${first}`;
}

/** A Kubernetes object name (RFC 1123 label, 63 characters). */
export const kubernetesName = matching(
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  "is not a Kubernetes name",
  "at most 63 lower-case letters, digits and dashes, like flask-app",
);

/** An availability zone. */
export const zoneName = matching(/^[a-z]{2}-[a-z]+-\d[a-z]$/, "is not an availability zone", "it like us-east-1a");

/** Days that CloudWatch Logs accepts as retention. Source: CloudWatch Logs API, PutRetentionPolicy. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** How long logs are kept, in days. */
export const retentionDays = z.number().refine((value) => RETENTION_DAYS.includes(value), {
  error: ({ input }) => `${input} is not a retention CloudWatch Logs offers; write one of ${RETENTION_DAYS.join(", ")}`,
});

/** An e-mail address. */
export const email = like("email");

/** A share of CPU in cores or millicores, for example `250m`. */
export const cpuQuantity = matching(
  /^(?=.*[1-9])(\d{1,9}m|\d{1,6}(\.\d{1,3}0*)?)$/,
  "is not an amount of CPU",
  "it like 250m or 0.25, 1m at least and no finer",
);

/** An amount of memory, for example `256Mi`. */
export const memoryQuantity = matching(
  /^(?=.*[1-9])\d{1,9}(Ki|Mi|Gi)$/,
  "is not an amount of memory",
  "it like 256Mi or 1Gi",
);

/** A TCP port. */
export const port = whole(1, 65535, "TCP port");

/** Text for tags and environment variables that came without quotes as a number or yes/no is refused, so YAML cannot change it. */
export const quotedText = z.string();

import { Tokenization } from "cdktf";

/**
 * Runs `work` without recording where each Terraform reference was created: nobody reads that in ordinary output, and
 * recording it is a third of the time cdktf needs. Errors keep their stack traces.
 */
export function withoutCreationTraces<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

/**
 * Runs `work` with what is literal already left as it is: cdktf looks at every value of a stack twice, each time for four kinds
 * of references, and all but a few have none. Whatever may be one is left to cdktf, with the list or group that it stands in.
 */
export function withQuickResolution<T>(work: () => T): T {
  const { resolve } = Tokenization;
  Tokenization.resolve = (value, options) => resolved(value, (part) => resolve.call(Tokenization, part, options));
  try {
    return work();
  } finally {
    Tokenization.resolve = resolve;
  }
}

/** What cdktf puts into a text for something that is not known yet: a mark, or a number that stands for it. */
const REFERENCE = /TfToken\[|\de\+\d/;
/** Numbers that stand for something else are further from zero than this. */
const LARGE = 1e200;

const mayRefer = (value: unknown): boolean =>
  typeof value === "string" ? REFERENCE.test(value) : typeof value === "number" && !(Math.abs(value) < LARGE);

function resolved(value: unknown, byCdktf: (part: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null)
    return mayRefer(value) || typeof value === "function" ? byCdktf(value) : value;
  if (Array.isArray(value))
    return value.some(mayRefer)
      ? byCdktf(value)
      : value.map((one) => resolved(one, byCdktf)).filter((one) => one !== undefined);
  if (!isPlain(value) || Object.keys(value).some(mayRefer)) return byCdktf(value);
  const entries = Object.entries(value).map(([key, one]) => [key, resolved(one, byCdktf)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

/** Whether a value is a group of keys and nothing more: what cdktf resolves is of a class, or has a function for it. */
const isPlain = (value: object): boolean =>
  Object.getPrototypeOf(value) === Object.prototype && !("resolve" in value && typeof value.resolve === "function");

import { terraform } from "../../platform/terraform";
import { isDeeper } from "../synthesized";

/** Largest plan that is read, in bytes: several times a plan of 10,000 changes. */
export const MOST_BYTES = 128 * 2 ** 20;
/** Deepest nesting that is read: providers nest some twenty levels. */
const MOST_LEVELS = 200;

/** What people pass instead of a plan's JSON, how to recognize it, and what to do. */
const MISTAKES: readonly [(bytes: Buffer) => boolean, string][] = [
  [(bytes) => bytes.length === 0, `is empty; write it again: ${terraform()} show -json <saved plan>`],
  [
    (bytes) => bytes.length > MOST_BYTES,
    `has more than ${MOST_BYTES / 2 ** 20} MiB; no plan of one stack has, so it is not read`,
  ],
  [
    (bytes) => startsWith(bytes, "PK"),
    `is the saved plan itself; write it as JSON: ${terraform()} show -json <saved plan>`,
  ],
  [
    (bytes) => startsWith(bytes, "\xff\xfe") || startsWith(bytes, "\xfe\xff"),
    `is UTF-16, as an older PowerShell writes it; write it as UTF-8: ${terraform()} show -json <saved plan> | Out-File -Encoding utf8`,
  ],
  [
    (bytes) => startsWith(bytes, "[command]"),
    "begins with the line that the wrapper of the setup-terraform action prints; set terraform_wrapper: false in that step, or call terraform-bin",
  ],
  [
    (bytes) => startsWith(bytes, '{"@level"'),
    `is the log of ${terraform()} plan -json; save the plan with -out and write it with ${terraform()} show -json`,
  ],
];

/** The JSON in a file's bytes, or why it is none: one sentence. */
export function parseJson(bytes: Buffer): { json: unknown } | { problem: string } {
  const [, mistake] = MISTAKES.find(([isIt]) => isIt(bytes)) ?? [];
  if (mistake) return { problem: mistake };
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") return { problem: `is empty; write it again: ${terraform()} show -json <saved plan>` };
  if (isDeeper(text, MOST_LEVELS)) return { problem: `is nested deeper than ${MOST_LEVELS} levels; no plan is` };
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { problem: `is not JSON, or was cut off; write it again: ${terraform()} show -json <saved plan>` };
  }
}

const startsWith = (bytes: Buffer, text: string): boolean =>
  bytes.subarray(0, text.length).equals(Buffer.from(text, "latin1"));

/** Whether a file is a saved plan of Terraform itself, which is an archive. */
export const isSavedPlan = (bytes: Buffer): boolean => startsWith(bytes, "PK");

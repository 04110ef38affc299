import type { Environment } from "../../environments/schema";
import type { Stack } from "../../reports/synthesized";
import { type Aws, cureOf, NoAnswer } from "../aws";
import type { Kubernetes } from "../kubernetes";
import type { States } from "../states";

/** Everything that a check may look at. */
export interface Subject {
  readonly environment: Environment;
  /** What the environment file makes, as it would be deployed. */
  readonly stacks: readonly Stack[];
  readonly aws: Aws;
  /** What the environment's states hold already. */
  readonly states: States;
  /** Versions of the programs of this machine by their names; undefined when one is not there. */
  readonly tools: Readonly<Record<ToolName, string | undefined>>;
  /** Why nothing answers at an HTTPS address, or undefined when something does. */
  readonly connect: (url: string) => Promise<string | undefined>;
  /** The environment's cluster. */
  readonly kubernetes: Pick<Kubernetes, "get">;
}

export type ToolName = "node" | "terraform" | "aws";

/** `fine` and `note` let the exit code be 0; `problem` is 2; `unchecked` means that nobody looked, so it is never fine. */
export type Verdict = "fine" | "note" | "problem" | "unchecked";

/** One answer of a check. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was found, with the value. */
  readonly sentence: string;
  /** What to do about it: a command or what to write. */
  readonly cure?: string;
}

/** Something that must hold before an environment is deployed. A new one is one more row of `checks.ts`. */
export interface Check {
  /** Kebab-case, for example `elastic-ips`. */
  readonly id: string;
  /** What is looked at, in words. */
  readonly what: string;
  /** `machine` needs nothing; `aws` is left unchecked when the credentials are not those of the account. */
  readonly where: "machine" | "aws";
  readonly run: (subject: Subject) => Promise<readonly Finding[]> | readonly Finding[];
}

export const fine = (sentence: string): Finding => ({ verdict: "fine", sentence });
export const note = (sentence: string, cure: string): Finding => ({ verdict: "note", sentence, cure });
export const problem = (sentence: string, cure: string): Finding => ({ verdict: "problem", sentence, cure });

/** The problems, or that there are none. */
export const problemsOr = (problems: readonly Finding[], sentence: string): readonly Finding[] =>
  problems.length > 0 ? problems : [fine(sentence)];

/** Why a check could not look. Anything else that went wrong is a fault of the program. */
export function unchecked(error: unknown): Finding {
  if (!(error instanceof NoAnswer)) throw error;
  const { code, message } = error;
  return { verdict: "unchecked", sentence: `could not be checked (${code}): ${message}`, cure: cureOf(error) };
}

/** `a, b and c` */
export const words = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

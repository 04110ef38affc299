import type { SupportCalendar } from "../built/support";
import type { Block, Json, SynthesizedEnvironment } from "../synthesized";
import type { ControlsAnswered } from "./controls";

/** What a check knows besides the block it judges. */
export interface Context {
  readonly environment: SynthesizedEnvironment;
  readonly support: SupportCalendar;
  /** Day of the audit, `yyyy-mm-dd`. Given by the caller: no rule reads a clock. */
  readonly date: string;
}

/** What was looked at, and whether it is as required. */
export interface Judged {
  readonly verdict: "pass" | "fail";
  /** JSON pointer into the stack's `cdk.tf.json`; where nothing is, to where it should be. */
  readonly pointer: string;
  /** The value there; null when there is none. */
  readonly value: Json;
}

/** Result of looking at one block. */
export type Outcome = Judged | { readonly verdict: "not applicable" };

/** Looks at one block. Pure: the same block and context give the same outcome. */
export type Check = (block: Block, context: Context) => Outcome;

/**
 * What happens when a rule is broken. Critical: anybody in the world gets in, or a secret is out. High: whoever is inside
 * already gets further, or data are lost. Medium: a second line of defence is missing. Low: good order.
 */
export type Severity = "critical" | "high" | "medium" | "low";

/** From the worst to the mildest. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** Something that must be so, why, and how it is recognized. One file each in `rules/`, named after the id. */
export interface Rule {
  /** Kebab-case; says what is required. Waivers and evidence name it, so it never changes. */
  readonly id: string;
  /** What must be so, in one sentence. */
  readonly requirement: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  readonly controls: ControlsAnswered;
  /** What to write into the environment file, like `data.cache.nodes: 2`, or which key decides. @default no key does */
  readonly setting?: string;
  /** What to write instead, in terms of the synthesized arguments. */
  readonly fix: string;
  /** How bad it is when the rule is broken, for what is most likely behind it. */
  readonly severity: Severity;
  /** False: no reason justifies breaking it. @default true */
  readonly waivable?: boolean;
  /** The same requirement in other scanners, so that a waiver counts there too. @default none */
  readonly scanners?: { readonly checkov?: readonly string[]; readonly trivy?: readonly string[] };
  readonly check: Check;
}

export const NOT_APPLICABLE = { verdict: "not applicable" } as const;

/** An outcome with its verdict. */
export const judged = (isFine: boolean, pointer: string, value: Json | undefined): Judged => ({
  verdict: isFine ? "pass" : "fail",
  pointer,
  value: value ?? null,
});

/** What to do about a rule that is broken: first in the environment file, then in Terraform. */
export const adviceOf = ({ setting, fix }: Pick<Rule, "setting" | "fix">): string =>
  setting === undefined ? fix : `In an environment file it is \`${setting}\`. In Terraform: ${fix}`;

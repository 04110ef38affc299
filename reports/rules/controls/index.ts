import { CIS_AWS, CIS_EKS } from "./cis";
import { FSBP } from "./fsbp";
import { NIST } from "./nist";

/** The controls that rules may name, in own words. A rule that names any other does not compile. */
export const CONTROLS = { "cis-aws": CIS_AWS, "cis-eks": CIS_EKS, fsbp: FSBP, "nist-800-53-r5": NIST } as const;

export type Framework = keyof typeof CONTROLS;

/** Which controls a rule answers, by framework. */
export type ControlsAnswered = { readonly [F in Framework]?: readonly (keyof (typeof CONTROLS)[F])[] };

/** Editions the ids belong to. */
export const FRAMEWORKS: Readonly<Record<Framework, string>> = {
  "cis-aws": "CIS Amazon Web Services Foundations Benchmark 3.0.0",
  "cis-eks": "CIS Amazon Elastic Kubernetes Service Benchmark 1.8.0",
  fsbp: "AWS Foundational Security Best Practices 1.0.0 (AWS Security Hub)",
  "nist-800-53-r5": "NIST Special Publication 800-53 Revision 5",
};

/** One control. */
export interface Control {
  readonly framework: Framework;
  readonly id: string;
  readonly title: string;
}

/** The controls a rule answers, framework by framework in the order of the rule. */
export const controlsOf = (answered: ControlsAnswered): Control[] =>
  (Object.keys(CONTROLS) as Framework[]).flatMap((framework) =>
    (answered[framework] ?? []).map((id) => ({ framework, id, title: titleOf(framework, id) })),
  );

const titleOf = (framework: Framework, id: string): string =>
  (CONTROLS[framework] as Readonly<Record<string, string>>)[id] ?? id;

import { CIS_AWS, CIS_AWS_5, CIS_AWS_5_OF, CIS_EKS } from "./cis";
import { FSBP } from "./fsbp";
import { NIST } from "./nist";

/** The controls that rules may name, in own words. A rule that names any other does not compile. */
export const CONTROLS = {
  "cis-aws": CIS_AWS,
  "cis-aws-5": CIS_AWS_5,
  "cis-eks": CIS_EKS,
  fsbp: FSBP,
  "nist-800-53-r5": NIST,
} as const;

/** A framework by the names of its controls. Most of 5.0.0 of CIS AWS follow from those of 3.0.0, which rules name. */
export const TITLES: Readonly<Record<Framework, Readonly<Record<string, string>>>> = {
  "cis-aws": CIS_AWS,
  "cis-aws-5": {
    ...CIS_AWS_5,
    ...Object.fromEntries(
      Object.entries(CIS_AWS_5_OF).map(([id, later]) => [
        later,
        (CIS_AWS as Readonly<Record<string, string>>)[id] ?? "",
      ]),
    ),
  },
  "cis-eks": CIS_EKS,
  fsbp: FSBP,
  "nist-800-53-r5": NIST,
};

export type Framework = keyof typeof CONTROLS;

/** Which controls a rule answers, by framework. */
export type ControlsAnswered = { readonly [F in keyof typeof CONTROLS]?: readonly (keyof (typeof CONTROLS)[F])[] };

/** Editions the ids belong to. */
export const FRAMEWORKS: Readonly<Record<Framework, string>> = {
  "cis-aws": "CIS Amazon Web Services Foundations Benchmark 3.0.0",
  "cis-aws-5": "CIS Amazon Web Services Foundations Benchmark 5.0.0",
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
  (Object.keys(FRAMEWORKS) as Framework[]).flatMap((framework) =>
    idsOf(answered, framework).map((id) => ({ framework, id, title: TITLES[framework][id] ?? id })),
  );

const idsOf = (answered: ControlsAnswered, framework: Framework): readonly string[] => [
  ...(answered[framework] ?? []),
  ...(framework === "cis-aws-5" ? (answered["cis-aws"] ?? []).flatMap((id) => CIS_AWS_5_OF[id] ?? []) : []),
];

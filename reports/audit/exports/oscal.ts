import { createHash } from "node:crypto";
import type { ControlEvidence, Evidence } from "../evidence";

/**
 * The evidence as OSCAL assessment results 1.1.3, the format of NIST for tools of auditors: an observation for every
 * rule and resource, and a finding for every control that a rule answers. Sources: NIST, "OSCAL Assessment Results".
 */
export function oscal(evidence: Evidence, version: string): string {
  const { environment, date, controls } = evidence;
  const at = `${date}T00:00:00Z`;
  const observations = observationsOf(controls, environment, at);
  const document = {
    "assessment-results": {
      uuid: uuidOf(JSON.stringify(evidence)),
      metadata: {
        title: `Audit of ${environment}, from the synthesized Terraform JSON`,
        "last-modified": at,
        version,
        "oscal-version": "1.1.3",
      },
      "import-ap": {
        href: "https://github.com/usnistgov/oscal-content",
        remarks: "No assessment plan: the rules are part of the tool.",
      },
      results: [
        {
          uuid: uuidOf(`result ${environment} ${date}`),
          title: `Audit of ${environment}`,
          description: "Every rule of the audit applied to every resource; nothing was asked of AWS.",
          start: at,
          "reviewed-controls": {
            "control-selections": [{ "include-controls": controls.map((one) => ({ "control-id": tokenOf(one) })) }],
          },
          ...(observations.length > 0 && { observations }),
          findings: controls
            .filter(({ verdict }) => verdict !== "not applicable")
            .map((one) => findingOf(one, environment)),
        },
      ],
    },
  };
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

/** `nist-800-53-r5 AC-6(10)` is `ac-6.10` in NIST's catalogue; other frameworks have their name before the id. */
const tokenOf = ({ framework, control }: ControlEvidence): string =>
  framework === "nist-800-53-r5"
    ? control.toLowerCase().replace("(", ".").replace(")", "")
    : `${framework}_${control}`.toLowerCase();

function observationsOf(controls: readonly ControlEvidence[], environment: string, collected: string) {
  const rules = new Map(controls.flatMap(({ rules: all }) => all.map((one) => [one.rule, one])));
  return [...rules.values()].flatMap(({ rule, requirement, findings }) =>
    findings.map(({ stack, address, file, pointer, verdict, value }) => ({
      uuid: uuidOf(`observation ${environment} ${rule} ${stack} ${address} ${pointer}`),
      title: `${rule} at ${stack}/${address}`,
      description: requirement,
      methods: ["TEST"],
      props: [{ name: "verdict", ns: "https://aws-platform.example/ns", value: verdict }],
      "relevant-evidence": [
        { href: `${file}#${encodeURI(pointer)}`, description: `${pointer} is ${JSON.stringify(value)}` },
      ],
      collected,
    })),
  );
}

const findingOf = (one: ControlEvidence, environment: string) => ({
  uuid: uuidOf(`finding ${environment} ${tokenOf(one)}`),
  title: `${one.control} ${one.title}`,
  description: `Verdict: ${one.verdict}. Rules: ${one.rules.map(({ rule }) => rule).join(", ")}.`,
  target: {
    type: "objective-id",
    "target-id": tokenOf(one),
    status: {
      state: one.verdict === "pass" ? "satisfied" : "not-satisfied",
      ...(one.verdict === "waived" && { reason: "other", remarks: "waived" }),
    },
  },
});

/** A UUID of version 5 (RFC 9562), made of the content. */
function uuidOf(content: string): string {
  const hex = createHash("sha1").update(content).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

import { markup } from "../../html/markup";
import { code, linkTo, linkToResource, ruleId, table } from "../../html/parts";
import type { AssessedFinding } from "../evidence";
import type { DifferenceHere } from "../scanner-differences";
import { chapter } from "./chapter";

/** A rule that one resource may break until a day. */
export interface WaiverView {
  readonly rule: string;
  readonly stack: string;
  readonly address: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
  readonly compensatingControl: string;
}

/** Something that a scanner finds and that stays as it is. */
export interface DifferenceView {
  readonly scanner: string;
  readonly check: string;
  readonly stack: string;
  readonly address: string;
  /** What is scanned: the JSON, the HCL, or both. */
  readonly forms: string;
  readonly kind: string;
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

export interface WaiversView {
  readonly waivers: readonly WaiverView[];
  readonly differences: readonly DifferenceView[];
}

export const waivers = chapter({
  id: "waivers",
  title: "Waivers",
  lead: "Which rules are broken on purpose, who answers for it, and until when?",
  view: ({ findings, differences }) => waiversView(findings, differences),
  render: ({ waivers: all, differences }) =>
    markup`${
      all.length === 0
        ? markup`<p>None: every rule is followed everywhere.</p>`
        : table(
            "Waivers",
            ["Rule", "Resource", "Reason", "Meanwhile", "Owner", "Until"],
            all.map(({ rule, stack, address, reason, owner, expires, compensatingControl }) => [
              linkTo(ruleId(rule), rule),
              linkToResource(stack, address),
              reason,
              compensatingControl,
              owner,
              markup`<span class="nowrap">${expires}</span>`,
            ]),
          )
    }
${
  differences.length > 0 &&
  markup`<h3>What scanners find besides</h3>
<p>Checkov and Trivy find this, and it stays. ${code("checkov.baseline")} and ${code(".trivyignore.yaml")} beside this page hold it
and the waivers; scan ${code("hcl/")}, because in JSON Checkov leaves out checks of IAM and Trivy misreads lists of one.</p>
${table(
  "Differences to scanners",
  ["Check", "Resource", "Found in", "Why it stays", "Owner", "Until"],
  differences.map(({ scanner, check, stack, address, forms, kind, reason, owner, expires }) => [
    markup`${scanner} ${code(check)}`,
    linkToResource(stack, address),
    forms,
    markup`${kind}: ${reason}`,
    owner,
    markup`<span class="nowrap">${expires}</span>`,
  ]),
)}`
}`,
});

/** The waivers that count in an environment, and what scanners find besides. */
const waiversView = (findings: readonly AssessedFinding[], differences: readonly DifferenceHere[]): WaiversView => ({
  waivers: findings.flatMap(({ waiver }) => (waiver ? [waiver] : [])),
  differences: differences.map(({ difference, stack, address }) => ({
    ...difference,
    forms: difference.forms.join(", "),
    stack,
    address,
  })),
});

import { markup } from "../../html/markup";
import { linkTo, linkToResource, ruleId, table } from "../../html/parts";
import type { AssessedFinding } from "../evidence";
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

export interface WaiversView {
  readonly waivers: readonly WaiverView[];
}

export const waivers = chapter({
  id: "waivers",
  title: "Waivers",
  lead: "Which rules are broken on purpose, who answers for it, and until when?",
  view: ({ findings }) => waiversView(findings),
  render: ({ waivers: all }) =>
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
        ),
});

/** The waivers that count in an environment. */
const waiversView = (findings: readonly AssessedFinding[]): WaiversView => ({
  waivers: findings.flatMap(({ waiver }) => (waiver ? [waiver] : [])),
});

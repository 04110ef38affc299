import { type Markup, markup } from "../html/markup";
import type { ReviewView } from "./view";
import { refusalsOf, refusalText } from "./words";

/** The review as JUnit XML: one suite a stack, one case a change or a rule; what refuses the plan is a failure. */
export function toJunit(view: ReviewView): string {
  const suites = view.stacks.map(({ stack }) => suite(stack, view));
  const rest = refusalsOf(view).filter(({ subject }) => subject === "the plan" || subject === "approvals.yaml");
  const registers = rest.map(
    (refusal) =>
      markup`<testcase classname="review" name="${refusal.subject}"><failure message="${refusalText(refusal)}"/></testcase>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup`<testsuites name="plan review">
${suites}${registers.length > 0 && markup`<testsuite name="review" tests="${registers.length}" failures="${registers.length}">\n${registers}</testsuite>\n`}</testsuites>\n`}`;
}

function suite(stack: string, view: ReviewView): Markup {
  const gated = view.verdict.gated.filter((one) => one.stack === stack);
  const entries = view.entries.filter((entry) => entry.stack === stack && entry.group !== "cost");
  const cases = entries.map((entry) => {
    const gate = gated.find(
      (one) => one.address === entry.address && one.action === entry.action && one.deposed === entry.deposed,
    );
    const said = entry.what.map(({ what, detail }) => `${what}${detail ? ` (${detail})` : ""}`).join("; ");
    return {
      isFailed: entry.isGated && gate?.approval === undefined,
      text: markup`<testcase classname="${stack}.${entry.group}" name="${entry.address} ${entry.action}">${entry.isGated && gate?.approval === undefined && markup`<failure message="${said}"/>`}${!entry.isGated && said !== "" && markup`<system-out>${said}</system-out>`}</testcase>\n`,
    };
  });
  const rules = view.failures
    .filter((failure) => failure.stack === stack)
    .map(({ rule, address, requirement, isRefused }) => ({
      isFailed: isRefused,
      text: markup`<testcase classname="${stack}.rules" name="${rule} ${address}">${isRefused ? markup`<failure message="${requirement}"/>` : markup`<system-out>${requirement}</system-out>`}</testcase>\n`,
    }));
  const all = [...cases, ...rules];
  return markup`<testsuite name="${stack}" tests="${all.length}" failures="${all.filter(({ isFailed }) => isFailed).length}">
${all.map(({ text }) => text)}</testsuite>\n`;
}

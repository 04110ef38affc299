import { type BlockNotes, toHcl } from "../hcl";
import { controlsOf } from "../rules/controls";
import type { Stack, Values } from "../synthesized";
import type { AssessedFinding } from "./evidence";

/** A stack as HCL, with the controls each block satisfies and the waivers it needs above it. */
export function hclOf(stack: Stack, json: Values, findings: readonly AssessedFinding[]): string {
  const byAddress = new Map<string, AssessedFinding[]>();
  for (const found of findings) {
    if (found.stack !== stack.name) continue;
    const same = byAddress.get(found.address);
    if (same) same.push(found);
    else byAddress.set(found.address, [found]);
  }
  return toHcl(json, (address) => notesOn(byAddress.get(address) ?? []));
}

function notesOn(findings: readonly AssessedFinding[]): BlockNotes {
  const passed = findings.filter(({ verdict }) => verdict === "pass").flatMap(({ rule }) => controlsOf(rule.controls));
  return {
    controls: [...new Set(passed.map(({ framework }) => framework))].sort().map((framework) => {
      const ids = passed.filter((control) => control.framework === framework).map(({ id }) => id);
      return `${framework} ${[...new Set(ids)].sort().join(" ")}`;
    }),
    waivers: findings.flatMap(({ rule, waiver }) =>
      waiver ? [`${rule.id} until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}`] : [],
    ),
  };
}

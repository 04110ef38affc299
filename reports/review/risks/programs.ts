import type { ResourceChange } from "../../plan";
import { entryOf, type Json, toGroup, type Values, valueAt } from "../../synthesized";
import type { Around } from "./around";
import type { Risk } from "./row";

/** What a change starts on the machine that applies, or on the one that it makes: no plan shows what a program does. */
export function programRisks(change: ResourceChange, around: Pick<Around, "provisionersOf">): Risk[] {
  const { action, type, before, after } = change;
  const runs = MAKES_OR_ENDS.has(action) ? around.provisionersOf(change).map(commandOf) : [];
  const renderer = type === "helm_release" ? valueAt(after, RENDERER) : undefined;
  const isOther = renderer !== undefined && renderer !== null && renderer !== valueAt(before, RENDERER);
  return [
    ...(runs.length > 0 ? [program("a program runs when it is made, or goes", runs.join("; "), [])] : []),
    ...(isOther
      ? [program("a program changes what its chart makes, each time", String(renderer), ["postrender"])]
      : []),
  ];
}

/** Provisioners run at these. Source: Terraform, "Provisioners". */
const MAKES_OR_ENDS: ReadonlySet<ResourceChange["action"]> = new Set(["create", "replace", "delete", "create-forget"]);

const RENDERER = "postrender.binary_path";

const program = (what: string, detail: string, attributes: readonly string[]): Risk => ({
  group: "not judged",
  what,
  detail,
  advice: "Read the program; a provider, user data or a job in the cluster can do it where a plan shows it.",
  attributes,
  isGated: true,
});

/** `local-exec: make install`; a command that refers to something is not known yet. */
function commandOf({ type, expressions }: { readonly type: string; readonly expressions: Values }): string {
  const said = ["command", "script", "inline", "scripts", "source"].map((name) =>
    constantOf(entryOf(expressions, name)),
  );
  const known = said.find((text) => text !== undefined);
  return known === undefined ? type : `${type}: ${known}`;
}

function constantOf(expression: Json | undefined): string | undefined {
  const { constant_value: value } = toGroup(expression);
  return value === undefined ? undefined : [value].flat().join("; ");
}

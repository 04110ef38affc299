import type { Block } from "../../synthesized";
import { resourcesOf } from "../checks";
import { type Context, judged, NOT_APPLICABLE, type Rule } from "../rule";

/** Addresses of the providers that are used; a registry's own name may stand before them. */
const KNOWN = /^(registry\.terraform\.io\/)?hashicorp\/(aws|helm|kubernetes|null|random|time|tls)$/i;

export const providerSourceKnown: Rule = {
  id: "provider-source-known",
  requirement: "Every provider that is used is required by its source, which is HashiCorp's own.",
  why: "A provider is a program that runs with the deployer's rights; another one of the same short name may do anything.",
  controls: { "nist-800-53-r5": ["SI-7", "CM-7"] },
  fix: "Write `source` in `required_providers`, like hashicorp/aws.",
  waivable: false,
  severity: "critical",
  check: (block, context) => {
    if (block.kind === "requirement")
      return judged(KNOWN.test(String(block.values.source)), `${block.pointer}/source`, block.values.source);
    if (block.kind !== "stack") return NOT_APPLICABLE;
    const missing = usedIn(block, context).find((name) => !requiredIn(block, context).has(name));
    return judged(missing === undefined, "/terraform/required_providers", missing);
  },
};

/** Short names of providers that resources and data sources of a stack are of. */
function usedIn(block: Block, context: Context): string[] {
  const stack = context.environment.stacks.find(({ name }) => name === block.stack);
  const blocks = [...resourcesOf(block, context), ...(stack?.dataSources ?? [])];
  const names = blocks.map(({ type, values }) =>
    typeof values.provider === "string" ? (/[\w-]+/.exec(values.provider)?.[0] ?? "") : (type.split("_", 1)[0] ?? ""),
  );
  return [...new Set(names)].filter((name) => name !== "terraform");
}

function requiredIn(block: Block, { environment }: Context): ReadonlySet<string> {
  const stack = environment.stacks.find(({ name }) => name === block.stack);
  return new Set(stack?.declarations.filter(({ kind }) => kind === "requirement").map(({ name }) => name));
}

import { parseDocument } from "yaml";
import type { Json } from "./types";

/** What was read already: prices, rules and differences ask for the same texts. More are not kept than a large plan has. */
const READ = new Map<string, Json | undefined>();
const MOST_KEPT = 20_000;

/** What one text of a Helm release's `values` says. Undefined: no YAML, or without an end, which Helm refuses too. */
export function chartValues(text: string): Json | undefined {
  if (READ.has(text)) return READ.get(text);
  if (READ.size >= MOST_KEPT) READ.clear();
  const found = read(text);
  READ.set(text, found);
  return found;
}

/** They are YAML; those that are JSON as well, as most here, are read many times faster as such. */
function read(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return fromYaml(text);
  try {
    return JSON.parse(text);
  } catch {
    return fromYaml(text);
  }
}

function fromYaml(text: string): Json | undefined {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  try {
    return JSON.parse(JSON.stringify(document.toJS() ?? null));
  } catch {
    return undefined; // an anchor that holds itself, or too many aliases
  }
}

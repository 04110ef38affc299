import { parseDocument } from "yaml";
import type { Json } from "./types";

/**
 * What one text of a Helm release's `values` says. They are YAML; those that are JSON as well, as most here, are read many
 * times faster as such. Undefined: neither, or without an end, which Helm refuses too.
 */
export function chartValues(text: string): Json | undefined {
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

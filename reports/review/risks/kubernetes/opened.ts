import type { Risk } from "../row";

/** What an object of Kubernetes opens; its manifest shows it, too. */
export const opened = (what: string, advice: string, attributes: readonly string[], detail?: string): Risk => ({
  group: "exposure",
  what,
  ...(detail ? { detail } : {}),
  advice,
  attributes: [...attributes, "manifest", "yaml_body"],
});

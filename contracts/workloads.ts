import { contract, text } from "../platform/contract";

/** The applications of an environment, by name: one address each. */
export const workloads = (apps: readonly string[]) =>
  contract(
    "workloads",
    Object.fromEntries(apps.map((app) => [`${app.replaceAll("-", "_")}_url`, text(`Address of ${app} for its users`)])),
  );

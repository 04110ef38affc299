import type { Sample } from "../platform/contract";

/** The same sample for every environment. */
export const always =
  <T>(value: T): Sample<T> =>
  () =>
    value;

/** `arn:aws:<service>:<region>:<account>:<resource>` of the environment; IAM has no regions. */
export const arn =
  (service: string, resource: string): Sample<string> =>
  ({ region, account }) =>
    `arn:aws:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;

/** One text for each zone, in zone order: `subnet-preview-public-1`, `subnet-preview-public-2`. */
export const perZone =
  (prefix: string): Sample<string[]> =>
  ({ network: { zones } }) =>
    Object.keys(zones).map((_zone, i) => `${prefix}-${i + 1}`);

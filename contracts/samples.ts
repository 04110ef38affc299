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

/** A certificate of nobody (`CN=preview`, its key was thrown away) as base64: providers read it before they connect. */
export const PREVIEW_CERTIFICATE: string = [
  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJPakNCN2FBREFnRUNBaFJOaWM4SU4xRnJ3UkUwbVpCOUdVR01UTTVjUmpBRkJnTXJaWEF3",
  "RWpFUU1BNEcKQTFVRUF3d0hjSEpsZG1sbGR6QWdGdzB5TmpFeE1qTXlNakV5TURaYUdBOHlNakkyTVRBd05qSXlNVEl3TmxvdwpFakVRTUE0R0Ex",
  "VUVBd3dIY0hKbGRtbGxkekFxTUFVR0F5dGxjQU1oQUl2Q2tkQzM2bytBUkdFRktNRkhmUk4vCnI3V3BhQWM0QmF5amI4UDB4bzczbzFNd1VUQWRC",
  "Z05WSFE0RUZnUVV3clBSa1FOYlcyUk9uTnRjdFJzZVljKysKTWlNd0h3WURWUjBqQkJnd0ZvQVV3clBSa1FOYlcyUk9uTnRjdFJzZVljKytNaU13",
  "RHdZRFZSMFRBUUgvQkFVdwpBd0VCL3pBRkJnTXJaWEFEUVFERWhoZVJwZkJISlAxdGpMMjVkWEpuT05jZVVuZlVVZHZxeDRKeUg3cUNqNHlmCkJV",
  "RktKS0JhZGw0RldqNW9UUHU2d1B2T0NkYUs0Wm5rU1lQNUFBWUQKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=",
].join("");

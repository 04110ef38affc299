import { readFileSync, writeFileSync } from "node:fs";

/** The parts of a synthesized stack that depend on the provider's version. */
export interface StackJson {
  readonly terraform?: {
    readonly required_providers?: Record<string, { source: string; version: string }>;
  };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
}

/**
 * Arguments that older AWS providers do not know, and the version that brought them.
 * Source: CHANGELOG.md of hashicorp/terraform-provider-aws, pull requests 43779 and 45298.
 */
const ARGUMENTS_SINCE = [
  { type: "aws_eks_cluster", argument: "deletion_protection", since: "6.9.0" },
  { type: "aws_cloudwatch_log_group", argument: "deletion_protection_enabled", since: "6.25.0" },
] as const;

/** Changes a copy of a stack so that another version of the AWS provider accepts it: its version, and arguments it lacks. */
export function adapt(stack: StackJson, awsVersion: string | undefined): void {
  const aws = stack.terraform?.required_providers?.aws;
  if (awsVersion === undefined || !aws) return;
  aws.version = awsVersion;
  for (const { type, argument, since } of ARGUMENTS_SINCE) {
    if (isBefore(awsVersion, since)) {
      for (const resource of Object.values(stack.resource?.[type] ?? {})) delete resource[argument];
    }
  }
}

/** Adapts a `cdk.tf.json` in place when another version is asked for, and returns what is in it now. */
export function adaptFile(file: string, awsVersion: string | undefined): StackJson {
  const stack = JSON.parse(readFileSync(file, "utf8")) as StackJson;
  if (awsVersion === undefined) return stack;
  adapt(stack, awsVersion);
  writeFileSync(file, JSON.stringify(stack, null, 2));
  return stack;
}

/** A provider by its address in the registry, with its exact version. */
export interface Provider {
  /** For example `hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
}

/** Providers that a stack needs. */
export const providersOf = (stack: StackJson): Provider[] =>
  Object.values(stack.terraform?.required_providers ?? {}).map(({ source, version }) => ({
    source: source.includes("/") ? source : `hashicorp/${source}`,
    version,
  }));

/** Whether one version, `5.100.0`, comes before another, `6.10.0`. */
export function isBefore(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const i = a.findIndex((part, index) => part !== b[index]);
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0);
}

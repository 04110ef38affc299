/** The parts of a synthesized stack that depend on the provider's version. */
export interface StackJson {
  readonly terraform?: {
    readonly required_providers?: Record<string, { source: string; version: string }>;
  };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
}

/** Arguments that older AWS providers do not know, and the version that brought them (its changelog). */
const ARGUMENTS_SINCE = [
  { type: "aws_eks_cluster", argument: "deletion_protection", since: "6.10.0" },
  { type: "aws_cloudwatch_log_group", argument: "deletion_protection_enabled", since: "6.21.0" },
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

/** Providers that a stack needs, with their exact versions. */
export const providersOf = (stack: StackJson): { source: string; version: string }[] =>
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

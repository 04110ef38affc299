/** A synthesized stack, the parts that are cut. */
export interface Whole {
  readonly terraform: { readonly required_providers: Record<string, unknown> };
  readonly provider: Record<string, unknown>;
  readonly resource?: Record<string, unknown>;
  readonly [part: string]: unknown;
}

/** Address that AWS gives the one load balancer that `outside.py` makes, as the controller would: the ingresses answer with it. */
const HOST = "emulated-1234567890.elb.amazonaws.com";
/** Providers that need a Kubernetes API, and their resources in Terraform's expressions. */
const IN_CLUSTER = /^(kubernetes|helm)(_|$)/;
const REFERENCE = /\b(?:kubernetes|helm)_\w+\.\w+(?:\.\w+|\[\d+\])*/g;
const EXPRESSION = /\$\{[^{}]*\}/g;

/** The part of a stack that AWS alone can apply; whatever it reads from the cluster becomes the host name of a load balancer. */
export function awsHalf({ terraform, provider, resource = {}, ...rest }: Whole): Whole {
  const half = {
    ...rest,
    terraform: { ...terraform, required_providers: withoutCluster(terraform.required_providers) },
    provider: withoutCluster(provider),
    resource: withoutCluster(resource),
  };
  return JSON.parse(JSON.stringify(half), (key, value) => {
    if (key === "depends_on") return (value as string[]).filter((address) => !IN_CLUSTER.test(address));
    if (typeof value !== "string") return value;
    return value.replace(EXPRESSION, (expression) => expression.replace(REFERENCE, JSON.stringify(HOST)));
  });
}

const withoutCluster = (parts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => !IN_CLUSTER.test(name)));

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | Values;
/** A JSON object, for example the arguments of a resource. */
export interface Values {
  readonly [key: string]: Json;
}

/** What part of a Terraform file a block is. */
export type Kind =
  | "resource"
  | "data"
  | "provider"
  | "backend"
  | "output"
  | "local"
  | "module"
  | "requirement"
  | "variable";

/** One block of a stack's `cdk.tf.json`: a resource, or anything else that has arguments of its own. */
export interface Block {
  readonly kind: Kind;
  readonly environment: string;
  /** Name of the stack within its environment, for example `network`. */
  readonly stack: string;
  /** Terraform type: `aws_vpc`, `terraform_remote_state`; of a provider or backend its name: `aws`, `s3`. */
  readonly type: string;
  readonly name: string;
  /** As Terraform prints it: `aws_vpc.vpc_main`, `data.aws_lb.public`, `provider.aws`, `backend.s3`, `output.vpc_id`. */
  readonly address: string;
  /** The arguments, without cdktf's metadata. */
  readonly values: Values;
  /** Where the block is in `cdk.tf.json`, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** Which construct made it, for example `flask-eks-network/vpc/main`; of other blocks the id of the stack. */
  readonly constructPath: string;
}

/** The state of another stack that a stack reads. */
export interface RemoteStateRead {
  /** Name of the stack that is read, within the same environment. */
  readonly stack: string;
  /** Names of the outputs that are used, sorted. */
  readonly outputs: readonly string[];
  readonly pointer: string;
}

/** One synthesized stack. */
export interface Stack {
  /** `<environment>-<stack>` */
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  /** The file everything below is from, relative to the output folder. */
  readonly file: string;
  readonly resources: readonly Block[];
  readonly dataSources: readonly Block[];
  readonly providers: readonly Block[];
  readonly outputs: readonly Block[];
  /** Local values by name. */
  readonly locals: Values;
  /** Whatever else is declared: variables, modules, local values, and the providers that are required. */
  readonly declarations: readonly Block[];
  /** Where the state is kept; undefined when the file does not say. */
  readonly backend: Block | undefined;
  readonly reads: readonly RemoteStateRead[];
}

/** All stacks of one environment, sorted by id. */
export interface SynthesizedEnvironment {
  readonly name: string;
  readonly stacks: readonly Stack[];
}

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
  | "removal"
  | "requirement"
  | "stack"
  | "unread"
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
  /** The arguments, without cdktf's metadata; variables, local values and dynamic blocks worked out. */
  readonly values: Values;
  /** The file the block is in, relative to the output folder. @default the file of its stack */
  readonly file?: string;
  /** Where the block is in that file, as a JSON pointer (RFC 6901); of HCL, in the same file written as JSON. */
  readonly pointer: string;
  /** Which construct made it, for example `flask-eks-network/vpc/main`; of other blocks the id of the stack. */
  readonly constructPath: string;
  /** Address of the Helm release whose chart makes it. @default Terraform makes it itself */
  readonly madeBy?: string;
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
  /** The file that everything that cdktf made is from, relative to the output folder. */
  readonly file: string;
  readonly resources: readonly Block[];
  readonly dataSources: readonly Block[];
  readonly providers: readonly Block[];
  readonly outputs: readonly Block[];
  /** Local values by name. */
  readonly locals: Values;
  /**
   * Whatever else is declared: variables, modules, local values, the providers that are required, what is removed; the
   * stack itself; and as `unread` what Terraform reads and nothing here understands.
   */
  readonly declarations: readonly Block[];
  /** Where the state is kept; undefined when the file does not say. */
  readonly backend: Block | undefined;
  readonly reads: readonly RemoteStateRead[];
  /** Objects of Kubernetes that charts beside the stack make. @default none was looked for */
  readonly made?: readonly Block[];
}

/** One file of a root module, as it was read. */
export interface SourceFile {
  /** Relative to the output folder. */
  readonly file: string;
  readonly json: Json;
  /** Whether it changes what other files say: `override.tf.json`, `x_override.tf`. @default false */
  readonly isOverride?: boolean;
  /** Pointers of keys that are there twice. @default none */
  readonly repeated?: readonly string[];
}

/** A file that Terraform may read and these programs do not, or not wholly. */
export interface UnreadFile {
  readonly file: string;
  /** A sentence. */
  readonly why: string;
}

/** A value that a file gives to a variable. */
export interface GivenVariable {
  readonly value: Json;
  readonly file: string;
}

/** Everything in the folder of a root module that Terraform takes into account. */
export interface RootModule {
  /** Name of its folder: `<environment>-<stack>`. */
  readonly id: string;
  /** Files of blocks, sorted by name. */
  readonly files: readonly SourceFile[];
  /** Values of variables, of `terraform.tfvars` and its like, by the names of the variables. */
  readonly variables: Readonly<Record<string, GivenVariable>>;
  readonly unread: readonly UnreadFile[];
  /** Texts below `assets`, like charts, by their path in the folder; null is a file that is not read. @default none */
  readonly assets?: Values;
  /** Of every file that was read. @default none */
  readonly hashes?: readonly { readonly file: string; readonly sha256: string }[];
}

/** All stacks of one environment, sorted by id. */
export interface SynthesizedEnvironment {
  readonly name: string;
  readonly stacks: readonly Stack[];
}

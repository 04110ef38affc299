import {
  CloudBackend,
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  NamedCloudWorkspace,
  NamedRemoteWorkspace,
  S3Backend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Construct } from "constructs";
import type { Environment, StackName } from "../environments/schema";

/** One way of keeping state: how a stack writes its own, and how another stack reads it. */
interface Backend {
  readonly keep: (stack: TerraformStack, name: StackName) => void;
  readonly open: (scope: Construct, producer: StackName) => TerraformRemoteState;
}

/** `<environment>/<stack>.tfstate`, in a bucket or below a folder. */
export const stateKey = ({ name }: Pick<Environment, "name">, stack: StackName): string => `${name}/${stack}.tfstate`;

/**
 * File with a stack's state, beside the output folder. Terraform runs in `<output>/stacks/<stack>`, so a relative path is
 * the same on every machine, where cdktf's default would be an absolute one.
 */
export const localStatePath = (environment: Pick<Environment, "name">, stack: StackName): string =>
  `../../../terraform.state/${stateKey(environment, stack)}`;

/** Name of the bucket that the bootstrap stack makes. */
export const stateBucket = ({ name, account, state }: Environment): string =>
  (state.backend === "s3" ? state.bucket : undefined) ?? `${name}-terraform-state-${account}`;

/** Alias of the key that the bootstrap stack makes for the states, without `alias/`. */
export const stateKeyAlias = ({ name }: Pick<Environment, "name">): string => `${name}-state`;

/**
 * That alias as an ARN, which is known before the key is. Without it, `encrypt` makes Terraform ask S3 for the encryption
 * `AES256`, with S3's own keys, whatever the bucket's default is.
 */
const stateKeyArn = (environment: Environment): string =>
  `arn:aws:kms:${environment.region}:${environment.account}:alias/${stateKeyAlias(environment)}`;

/** Keeps a stack's own state where its environment says. */
export const keepState = (stack: TerraformStack, environment: Environment, name: StackName): void =>
  backendOf(environment, name).keep(stack, name);

/** Reads the state of another stack of the same environment. */
export function openState(scope: Construct, environment: Environment, producer: StackName): TerraformRemoteState {
  const state = backendOf(environment, producer).open(scope, producer);
  state.overrideLogicalId(producer);
  return state;
}

/** The writer and every reader ask here, so they cannot disagree. */
function backendOf(environment: Environment, name: StackName): Backend {
  const { state } = environment;
  if (state.backend === "cloud") return cloud(environment, state.hostname, state.organization);
  if (state.backend === "local" || (name === "bootstrap" && state.bootstrap === "local")) return local(environment);
  return s3(environment);
}

function s3(environment: Environment): Backend {
  const location = (name: StackName) => ({
    bucket: stateBucket(environment),
    key: stateKey(environment, name),
    region: environment.region,
  });
  return {
    keep: (stack, name) => {
      const backend = new S3Backend(stack, {
        ...location(name),
        encrypt: true,
        kmsKeyId: stateKeyArn(environment),
        allowedAccountIds: [environment.account],
      });
      backend.addOverride("use_lockfile", true); // cdktf 0.21 has no typed property for S3 lock files
    },
    open: (scope, producer) => new DataTerraformRemoteStateS3(scope, producer, location(producer)),
  };
}

function local(environment: Environment): Backend {
  const path = (name: StackName) => localStatePath(environment, name);
  return {
    keep: (stack, name) => void new LocalBackend(stack, { path: path(name) }),
    open: (scope, producer) => new DataTerraformRemoteStateLocal(scope, producer, { path: path(producer) }),
  };
}

function cloud(environment: Environment, hostname: string, organization: string): Backend {
  const workspace = (name: StackName) => `${environment.name}-${name}`;
  return {
    keep: (stack, name) =>
      void new CloudBackend(stack, { hostname, organization, workspaces: new NamedCloudWorkspace(workspace(name)) }),
    open: (scope, producer) =>
      new DataTerraformRemoteState(scope, producer, {
        hostname,
        organization,
        workspaces: new NamedRemoteWorkspace(workspace(producer)),
      }),
  };
}

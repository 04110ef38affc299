import type { App } from "cdktf";
import type { Environment } from "../environments/schema";
import { deployInContractOrder, type PlatformStack } from "../platform/stack";
import { BootstrapStack } from "./bootstrap";
import { ClusterStack } from "./cluster";
import { DataStack } from "./data";
import { DeliveryStack } from "./delivery";
import { NetworkStack } from "./network";
import { WorkloadsStack } from "./workloads";

/** How each stack is made; one whose part of the environment file is absent is not. */
const STACKS: readonly ((app: App, environment: Environment) => PlatformStack | undefined)[] = [
  (app, environment) => (environment.state.backend === "s3" ? new BootstrapStack(app, environment) : undefined),
  (app, environment) => new NetworkStack(app, environment),
  (app, environment) => environment.cluster && new ClusterStack(app, environment, environment.cluster),
  (app, environment) => environment.data && new DataStack(app, environment, environment.data),
  (app, environment) =>
    isDelivering(environment) ? new DeliveryStack(app, environment, environment.delivery) : undefined,
  (app, environment) =>
    environment.workloads &&
    environment.cluster &&
    new WorkloadsStack(app, environment, environment.workloads, environment.cluster),
];

/** Whether there is anything for the delivery stack: the roles of GitHub are the bootstrap stack's. */
const isDelivering = (
  environment: Environment,
): environment is Environment & { readonly delivery: NonNullable<Environment["delivery"]> } =>
  environment.delivery !== undefined &&
  (environment.delivery.jenkins !== undefined || Object.keys(environment.delivery.repositories).length > 0);

/** Adds every stack of an environment to the app, each after the stacks it reads. */
export function addStacks(app: App, environment: Environment): PlatformStack[] {
  const stacks = STACKS.flatMap((create) => create(app, environment) ?? []);
  deployInContractOrder(stacks);
  return stacks;
}

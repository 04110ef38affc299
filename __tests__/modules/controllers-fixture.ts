import { Controllers, ControllersAccess, type ControllersProps } from "../../modules/controllers";
import { type Synthesized, synth } from "../helpers";

export const props: ControllersProps = {
  name: "demo",
  region: "eu-central-1",
  account: "111122223333",
  clusterName: "demo",
  kubernetesVersion: "1.35",
  maxNodes: 6,
  vpcId: "vpc-1",
  volumeKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
  tags: { Platform: "demo", Stack: "workloads" },
};

/** The controllers with some props changed. */
export const controllersWith = (changes: Partial<ControllersProps> = {}): Synthesized =>
  synth((stack) => void new Controllers(stack, "controllers", { ...props, ...changes }));

/** What the controllers may do, as the stack of the cluster makes it. */
export const accessWith = (changes: Partial<ControllersProps> = {}): Synthesized =>
  synth((stack) => void new ControllersAccess(stack, "controllers", { ...props, ...changes }));

import { Eks, type EksProps } from "../../modules/eks";
import { type Synthesized, synth } from "../helpers";

type Group = EksProps["nodeGroups"][string];

/** The smallest valid node group. */
export const workers: Group = {
  zones: [{ key: "a", subnetId: "subnet-a" }],
  instanceTypes: ["t3.medium"],
  capacity: "on-demand",
  min: 2,
  desired: 2,
  max: 4,
  diskSizeGb: 30,
};

/** The smallest valid cluster. */
export const props: EksProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  version: "1.35",
  admins: ["arn:aws:iam::111122223333:role/platform-admin"],
  controlPlane: { subnetIds: ["subnet-a", "subnet-b"], isFixed: false },
  nodeSecurityGroupId: "sg-nodes",
  publicAccessCidrs: [],
  nodeGroups: { workers },
};

/** The smallest valid cluster with some props changed. */
export const eksWith = (changes: Partial<EksProps> = {}): Synthesized =>
  synth((stack) => void new Eks(stack, "eks", { ...props, ...changes }));

/** The smallest valid cluster with some properties of its only node group changed. */
export const eksWithGroup = (changes: Partial<Group>): Synthesized =>
  eksWith({ nodeGroups: { workers: { ...workers, ...changes } } });

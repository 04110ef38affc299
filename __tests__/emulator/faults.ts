import { each, type Planted } from "./planted";
import type { Step } from "./step";
import { deploy, firstPlan } from "./terraform";
import type { Workspace } from "./workspace";

/** A mistake that the suite must find: proof that it can fail. */
export interface Fault extends Planted {
  /** Step that must fail, and what it must say. */
  readonly step: string;
  readonly message: RegExp;
  readonly steps: readonly Step[];
  readonly prepare: (workspace: Workspace) => void;
}

const DEPLOY: Step = {
  name: "deploy network",
  run: (workspace) => deploy(workspace, [`${workspace.environment.name}-network`]),
};
const PLAN_READER: Step = { name: "plan cluster", run: (workspace) => firstPlan(workspace, "cluster") };

/** State in a local file, so that a fault needs no bucket first. */
const useLocalState = ({ edit }: Workspace): void =>
  edit((text) => text.replace(/^state:.*\n(?: +.*\n)*/m, "state: { backend: local }\n"));

const common = { stack: "network", prepare: useLocalState };

/** Faults by what they do. */
export const FAULTS: readonly Fault[] = [
  {
    ...common,
    name: "rule-to-nowhere",
    plant: (stack) =>
      each(stack, "aws_vpc_security_group_ingress_rule", (rule) => {
        rule.security_group_id = "sg-0123456789abcdef0";
      }),
    steps: [DEPLOY],
    step: "deploy network",
    message: /sg-0123456789abcdef0' does not exist/,
  },
  {
    ...common,
    name: "subnet-outside-the-vpc",
    plant: ({ resource }) => {
      const [subnet] = Object.values(resource.aws_subnet ?? {});
      if (subnet) subnet.cidr_block = "192.168.0.0/24";
    },
    steps: [DEPLOY],
    step: "deploy network",
    message: /InvalidSubnet\.Range/,
  },
  {
    ...common,
    name: "changed-output-name",
    plant: ({ output, "//": metadata }) => {
      output.node_group_id = output.node_security_group_id;
      delete output.node_security_group_id;
      for (const { outputs } of Object.values(metadata.outputs)) delete outputs.node_security_group_id;
    },
    steps: [DEPLOY, PLAN_READER],
    step: "plan cluster",
    message: /does not have an attribute named "node_security_group_id"/,
  },
];

import { ids, type Step, WAVES } from "./journey";
import { deploy } from "./terraform";
import type { Workspace } from "./workspace";

/** A synthesized stack as the planted fault changes it. */
interface Stack {
  readonly resource: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly output: Record<string, unknown>;
}

/** A mistake that the suite must find: proof that it can fail. */
export interface Fault {
  readonly name: string;
  /** Stack whose synthesized JSON is changed. */
  readonly stack: string;
  readonly plant: (stack: Stack) => void;
  /** Step that must fail, and what it must say. */
  readonly step: string;
  readonly message: RegExp;
  readonly steps: readonly Step[];
  readonly prepare: (workspace: Workspace) => void;
}

const STEPS: readonly Step[] = WAVES.map((wave) => ({
  name: `deploy ${wave.join(" and ")}`,
  run: (workspace: Workspace) => deploy(workspace, ids(workspace, wave)),
}));

/** State in a local file, so that a fault needs no bucket first. */
const useLocalState = ({ edit }: Workspace): void =>
  edit((text) => text.replace(/^state:.*\n(?: +.*\n)*/m, "state: { backend: local }\n"));

const common = { stack: "network", steps: STEPS, prepare: useLocalState };

/** Faults by what they do. */
export const FAULTS: readonly Fault[] = [
  {
    ...common,
    name: "rule-to-nowhere",
    plant: ({ resource }) => {
      for (const rule of Object.values(resource.aws_vpc_security_group_ingress_rule ?? {}))
        rule.security_group_id = "sg-0123456789abcdef0";
    },
    step: "deploy network",
    message: /sg-0123456789abcdef0.*does not exist/s,
  },
  {
    ...common,
    name: "subnet-outside-the-vpc",
    plant: ({ resource }) => {
      const [subnet] = Object.values(resource.aws_subnet ?? {});
      if (subnet) subnet.cidr_block = "192.168.0.0/24";
    },
    step: "deploy network",
    message: /InvalidSubnet\.Range/,
  },
  {
    ...common,
    name: "changed-output-name",
    plant: ({ output }) => {
      output.private_subnets = output.private_subnet_ids;
      delete output.private_subnet_ids;
    },
    step: "deploy cluster and data",
    message: /does not have an attribute named "private_subnet_ids"/,
  },
];

import { linesOf, readTemplate } from "./boot";
import { fill } from "./fill";
import { literally } from "./terraform-text";
import { AGENT_VERSIONS } from "./versions";

/** What the first boot of the machine that builds depends on. A change of any of it replaces that machine, which holds nothing. */
export interface AgentBootProps {
  readonly region: string;
  readonly account: string;
  readonly clusterName: string;
  /** Where Jenkins says how the machine connects. */
  readonly agentSecretArn: string;
}

/** The instructions of its first boot, a cloud-init document, as Terraform takes it: the same text for the same props. */
export const agentBoot = ({ region, account, clusterName, agentSecretArn }: AgentBootProps): string =>
  fill(literally(readTemplate("agent.yaml")), {
    region,
    clusterName,
    registry: `${account}.dkr.ecr.${region}.amazonaws.com`,
    agentSecretArn,
    versions: linesOf(AGENT_VERSIONS, "="),
  });

import { parse } from "yaml";
import { Delivery, type DeliveryProps } from "../../modules/delivery";
import { type AgentBootProps, agentBoot } from "../../modules/delivery/jenkins/agent-boot";
import { type FirstBootProps, firstBoot } from "../../modules/delivery/jenkins/first-boot";
import pins from "../../pins.json";
import { type Synthesized, synth } from "../helpers";

export type JenkinsSettings = NonNullable<DeliveryProps["jenkins"]>;

export const pipeline: JenkinsSettings["pipelines"][string] = {
  repositoryUrl: "https://github.com/example/shop",
  branch: "main",
  image: "shop-repo",
  app: "web",
  container: "django",
  namespace: "shop",
  smokeTest: { ingress: "web", path: "/health", scheme: "http" },
};

export const jenkins: JenkinsSettings = {
  instanceType: "t3.large",
  version: pins.jenkins.controller.version,
  webCidrs: ["203.0.113.0/24"],
  sshCidrs: [],
  rootVolumeGb: 30,
  dataVolumeGb: 50,
  agent: { instanceType: "t3.medium", rootVolumeGb: 30 },
  plugins: {},
  pipelines: { shop: pipeline },
};

/** One repository and no Jenkins. */
export const props: DeliveryProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-1", "subnet-2"],
  zone: "eu-central-1a",
  zoneSubnetId: "subnet-1",
  zonePrivateSubnetId: "subnet-private-1",
  clusterName: "shop",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
  clusterSecurityGroupId: "sg-cluster",
  nodeRoleArn: "arn:aws:iam::111122223333:role/shop-node-group-role",
  deletionProtection: true,
  repositories: { "shop-repo": { keepReleases: 30, untaggedDays: 14 } },
};

/** The delivery module with some props changed. */
export const deliveryWith = (changes: Partial<DeliveryProps> = {}): Synthesized =>
  synth((stack) => void new Delivery(stack, "delivery", { ...props, ...changes }));

/** The smallest Jenkins, with some of its own and of the module's props changed. */
export const jenkinsWith = (changes: Partial<JenkinsSettings> = {}, others: Partial<DeliveryProps> = {}): Synthesized =>
  deliveryWith({ jenkins: { ...jenkins, ...changes }, ...others });

const AGENT_SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-jenkins-agent-GhIjKl";

/** What AWS answers, in the places of tokens, at the lengths it has. */
export const boot: FirstBootProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  version: pins.jenkins.controller.version,
  plugins: {},
  pipelines: { shop: pipeline },
  adminSecretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop-jenkins-admin-AbCdEf",
  agentSecretArn: AGENT_SECRET,
  dataVolumeId: "vol-0123456789abcdef0",
  webHost: "198.51.100.101",
};

/** Terraform's spelling of a text, back as the instance gets it. */
export const asReceived = (text: string): string => text.replaceAll("$${", "${").replaceAll("%%{", "%{");

/** The first boot of the controller as the instance gets it. */
export const received = (changes: Partial<FirstBootProps> = {}): string =>
  asReceived(firstBoot({ ...boot, ...changes }));

/** The first boot of the machine that builds, as it gets it. */
export const receivedByAgent = (changes: Partial<AgentBootProps> = {}): string =>
  asReceived(
    agentBoot({
      region: boot.region,
      account: boot.account,
      clusterName: "shop",
      agentSecretArn: AGENT_SECRET,
      ...changes,
    }),
  );

/** The files that a cloud-init document writes. */
export const filesOf = (document: string): readonly BootFile[] => parse(document).write_files;
export interface BootFile {
  readonly path: string;
  readonly content: string;
  readonly permissions?: string;
}

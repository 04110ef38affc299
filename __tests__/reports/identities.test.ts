import type { IdentitiesView } from "../../reports/identities";
import { identitiesView } from "../../reports/identities";
import { realEnvironments } from "./real-output";

const views = realEnvironments().map((environment) => ({
  environment,
  name: environment.name,
  made: identitiesView(environment),
}));
const viewOf = async (name: string): Promise<IdentitiesView> =>
  (await views.find((it) => it.name === name)?.made) as IdentitiesView;
const roleOf = async (name: string) => {
  const { identities } = await viewOf("statuspage");
  return identities.find((it) => it.name === `statuspage-${name}`);
};

describe.each(["statuspage", "flask-eks"])("the identities of %s", (name) => {
  test("are every role of every stack", async () => {
    const { identities } = await viewOf(name);
    const roles = views
      .filter((it) => it.name === name)
      .flatMap(({ environment }) => environment.stacks.flatMap(({ resources }) => resources))
      .filter(({ type }) => type === "aws_iam_role");
    expect(identities.map(({ address }) => address)).toEqual(roles.map(({ address }) => address));
    expect(roles.length).toBeGreaterThan(9);
  });

  test("have a reason for every wildcard", async () => {
    const { wildcards } = await viewOf(name);
    expect(wildcards.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(wildcards.length).toBeGreaterThan(40);
  });

  test("have a source for every reason", async () => {
    const { wildcards } = await viewOf(name);
    expect(wildcards.filter(({ reason }) => !/^.{15,}$/.test(reason?.source ?? ""))).toEqual([]);
  });

  test("have nobody from outside, nobody unknown and no role that nobody assumes", async () => {
    const { identities } = await viewOf(name);
    expect(identities.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(identities.filter(({ assumedBy }) => assumedBy.length === 0)).toEqual([]);
  });

  test("leave nothing that cannot be told, and no expression", async () => {
    const { identities, clusterAccess, kubernetes, dataUsers, resourcePolicies } = await viewOf(name);
    const texts = [
      ...identities.flatMap(({ assumedBy, grants }) => [...assumedBy, ...grants.flatMap(({ words }) => words)]),
      ...[...clusterAccess, ...kubernetes].flatMap(({ may }) => may),
      ...dataUsers.map(({ may }) => may),
      ...resourcePolicies.flatMap(({ words }) => words),
    ];
    expect(texts.filter((text) => /cannot be told|\$\{|unknown/.test(text))).toEqual([]);
  });

  test("come out the same every time", async () => {
    const [first] = views.filter((it) => it.name === name);
    expect(first && (await identitiesView(first.environment))).toEqual(await viewOf(name));
  });
});

describe("who assumes the roles of statuspage", () => {
  test.each([
    ["cluster-role", "The control plane of Amazon EKS (eks.amazonaws.com), for aws_eks_cluster.eks_main"],
    [
      "node-group-role",
      "Amazon EC2 (ec2.amazonaws.com), for aws_eks_node_group.eks_nodes_workers_a_main and aws_eks_node_group.eks_nodes_workers_b_main",
    ],
    [
      "vpc-cni-role",
      "pods of the add-on vpc-cni with its service account aws-node (EKS Pod Identity), if the requested tag kubernetes-namespace is kube-system and the requested tag kubernetes-service-account is aws-node",
    ],
    ["backup", "AWS Backup (backup.amazonaws.com), for aws_backup_selection.data_backup_selection"],
    ["jenkins", "Amazon EC2 (ec2.amazonaws.com), for aws_instance.delivery_jenkins_machine_main"],
    [
      "flow-logs",
      "VPC flow logs (vpc-flow-logs.amazonaws.com), for aws_flow_log.vpc_flow_logs_main, if the account it acts for is 444455556666",
    ],
    [
      "grafana",
      "pods with the service account monitoring/grafana (EKS Pod Identity), if the requested tag kubernetes-namespace is monitoring and the requested tag kubernetes-service-account is grafana",
    ],
    [
      "statuspage",
      "pods with the service account statuspage/statuspage (EKS Pod Identity), if the requested tag kubernetes-namespace is statuspage and the requested tag kubernetes-service-account is statuspage",
    ],
  ])("%s: %s", async (name, who) => {
    expect((await roleOf(name))?.assumedBy).toEqual([who]);
  });
});

describe("what the roles of statuspage may do", () => {
  test("the application: its database password, its cache, and nothing else; outputs of other stacks are followed", async () => {
    expect((await roleOf("statuspage"))?.grants).toEqual([
      {
        name: "statuspage-statuspage",
        words: [
          "AWS Secrets Manager: read (GetSecretValue, DescribeSecret), on aws_secretsmanager_secret.data_database_app_secret",
          "AWS Key Management Service: use or change (Decrypt), on aws_kms_key.data_key_main, if the service that asks the key is secretsmanager.us-east-1.amazonaws.com",
          "Amazon ElastiCache: use or change (Connect), on aws_elasticache_replication_group.data_cache_main and aws_elasticache_user.data_cache_access_application",
        ],
      },
    ]);
  });

  test("the nodes: what the policies of AWS say in words", async () => {
    expect((await roleOf("node-group-role"))?.grants).toEqual([
      {
        name: "statuspage-node-group-role",
        words: [expect.stringMatching(/^AWS Systems Manager: use or change \(UpdateInstanceInformation\); /)],
      },
      {
        name: "AmazonEC2ContainerRegistryPullOnly, of AWS",
        words: ["pulls images from every repository of the account"],
      },
      {
        name: "AmazonEKSWorkerNodePolicy, of AWS",
        words: ["joins a cluster as a node: describes the cluster and its network, and gets the pods' credentials"],
      },
    ]);
  });

  test("are there as JSON, as they are written", async () => {
    const { trust, policies } = JSON.parse((await roleOf("alertmanager"))?.json ?? "");
    expect(trust.Statement[0].Principal).toEqual({ Service: "pods.eks.amazonaws.com" });
    expect(policies[0].policy.Statement[0]).toEqual({
      Sid: "Publish",
      Effect: "Allow",
      Action: "sns:Publish",
      Resource: [
        "arn:aws:sns:us-east-1:444455556666:statuspage-alarms",
        "arn:aws:sns:us-east-1:444455556666:statuspage-heartbeat",
      ],
    });
  });
});

describe("inside of the cluster of statuspage", () => {
  test("the administrators are from outside of this project, and Jenkins may do what a Role says", async () => {
    const { clusterAccess } = await viewOf("statuspage");
    expect(clusterAccess.map(({ principal, may }) => [principal, may])).toEqual([
      [
        "the role platform-admin of this account; it is made outside of this project",
        ["everything (administrator of Kubernetes), in the whole cluster (AmazonEKSClusterAdminPolicy)"],
      ],
      [
        "the role statuspage-pipeline-statuspage of this project",
        ["what Kubernetes gives the group platform:pipeline:statuspage"],
      ],
      ["nodes of the node group workers-a", ["work as nodes: EKS makes this entry itself"]],
      ["nodes of the node group workers-b", ["work as nodes: EKS makes this entry itself"]],
    ]);
  });

  test("the application has no token of Kubernetes and a role of AWS", async () => {
    const { kubernetes } = await viewOf("statuspage");
    expect(kubernetes.find(({ name }) => name === "statuspage/statuspage")?.may).toEqual([
      "no token of Kubernetes in its pods",
      "in AWS, what the role statuspage-statuspage may",
    ]);
  });

  test("what charts bring is said to be unseen, by name", async () => {
    const { unseen } = await viewOf("flask-eks");
    expect(unseen[0]).toBe(
      "Charts may bring service accounts, roles and bindings of their own, which are in the charts: aws-load-balancer-controller, cluster-autoscaler, ingress-classes, grafana, grafana-admin and prometheus.",
    );
  });
});

test("users of the data stores of statuspage log in with tokens, but for the master", async () => {
  const { dataUsers } = await viewOf("statuspage");
  expect(dataUsers.map(({ name, login, may }) => [name, login, may])).toEqual([
    ["statuspage", "password in Secrets Manager, made and rotated by RDS", "everything but superuser (master user)"],
    ["users with the role rds_iam", "a token of IAM, by rds-db:connect", "what the database grants them"],
    [
      "statuspage",
      "a token of IAM, by elasticache:Connect",
      "every key; every command, without dangerous commands, with flushdb",
    ],
    ["default", "none: switched off", "nothing"],
  ]);
});

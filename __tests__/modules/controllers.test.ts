import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Release } from "@cdktf/provider-helm/lib/release";
import { PriorityClassV1 } from "@cdktf/provider-kubernetes/lib/priority-class-v1";
import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import pins from "../../pins.json";
import type { Block } from "../helpers";
import { accessWith, controllersWith } from "./controllers-fixture";

const controllers = controllersWith();
const access = accessWith();
const release = (chart: string, changes = {}): Block => controllersWith(changes).all(Release)[`controllers_${chart}`];
const values = (chart: string, changes = {}): Block => JSON.parse(release(chart, changes).values[0]);
const policy = (chart: string): Block =>
  JSON.parse(access.all(IamRolePolicy)[`controllers_${chart}_access_role_own_policy`].policy);
const actions = (chart: string): string[] => policy(chart).Statement.flatMap(({ Action }: Block) => Action);
const accountOf = (chart: string, given: Block): string =>
  (chart === "cluster-autoscaler" ? given.rbac : given).serviceAccount.name;
const statement = (chart: string, sid: string): Block => policy(chart).Statement.find(({ Sid }: Block) => Sid === sid);

const CHARTS = pins.charts;

describe("Controllers", () => {
  test("keeps its addresses", () => {
    expect(controllers.addresses()).toMatchSnapshot();
  });

  test("installs exact versions from the charts' own repositories", () => {
    const charts = Object.values(controllers.all(Release));
    expect(charts.map(({ chart, repository, version }) => [chart, repository, version])).toEqual([
      [
        "aws-load-balancer-controller",
        "https://aws.github.io/eks-charts",
        CHARTS["aws-load-balancer-controller"].version,
      ],
      ["cluster-autoscaler", "https://kubernetes.github.io/autoscaler", CHARTS["cluster-autoscaler"].version],
    ]);
  });

  test("undoes a release that does not become ready", () => {
    const charts = Object.values(controllers.all(Release));
    expect(charts.map(({ wait, atomic, timeout }) => [wait, atomic, timeout])).toEqual([
      [true, true, 600],
      [true, true, 600],
    ]);
  });

  test("has no role of its own making, because the cluster's stack makes them minutes earlier", () => {
    expect([controllers.all(EksPodIdentityAssociation), controllers.all(IamRole)]).toEqual([{}, {}]);
  });

  test("has a role for each service account of the charts", () => {
    const associations = Object.values(access.all(EksPodIdentityAssociation));
    expect(associations.map(({ namespace, service_account }) => `${namespace}/${service_account}`)).toEqual(
      Object.values(controllers.all(Release)).map(
        ({ namespace, name, values: [given] }) => `${namespace}/${accountOf(name, JSON.parse(given))}`,
      ),
    );
  });

  test("makes the autoscaler's service after the load balancer controller", () => {
    expect(release("cluster_autoscaler").depends_on).toContain("helm_release.controllers_aws_load_balancer_controller");
  });

  test("does not depend on the order in which tags are written", () => {
    const one = controllersWith({ tags: { A: "1", B: "2" } });
    const other = controllersWith({ tags: { B: "2", A: "1" } });
    expect(JSON.stringify(other.json)).toBe(JSON.stringify(one.json));
  });
});

describe("the load balancer controller", () => {
  test("is told the region and the VPC, which it cannot ask the instance for", () => {
    const { clusterName, region, vpcId } = values("aws_load_balancer_controller");
    expect([clusterName, region, vpcId]).toEqual(["demo", "eu-central-1", "vpc-1"]);
  });

  test("has no webhook for services, which would refuse every service while it is not ready", () => {
    expect(values("aws_load_balancer_controller").enableServiceMutatorWebhook).toBe(false);
  });

  test("keeps its webhook's certificate across upgrades", () => {
    expect(values("aws_load_balancer_controller").keepTLSSecret).toBe(true);
  });

  test("makes no ingress class for everybody, and takes no annotation in its place", () => {
    const { createIngressClassResource, disableIngressClassAnnotation } = values("aws_load_balancer_controller");
    expect([createIngressClassResource, disableIngressClassAnnotation]).toEqual([false, true]);
  });

  test("leaves security groups to Terraform", () => {
    expect(values("aws_load_balancer_controller").enableBackendSecurityGroup).toBe(false);
    expect(actions("aws_load_balancer_controller").filter((action) => /^ec2:(?!Describe|Get)/.test(action))).toEqual(
      [],
    );
  });

  test("tags what it makes", () => {
    expect(values("aws_load_balancer_controller").defaultTags).toEqual({ Platform: "demo", Stack: "workloads" });
  });

  test("has the 56 actions of its release's policy that what is switched on needs", () => {
    expect(new Set(actions("aws_load_balancer_controller")).size).toBe(56);
  });

  test("asks neither WAF nor Shield, and may not", () => {
    const { enableShield, enableWaf, enableWafv2 } = values("aws_load_balancer_controller");
    expect([enableShield, enableWaf, enableWafv2]).toEqual([false, false, false]);
    const services = new Set(actions("aws_load_balancer_controller").map((action) => action.split(":")[0]));
    expect([...services].sort()).toEqual(["ec2", "elasticloadbalancing", "iam"]);
  });

  test("pre-empts applications when nodes are full", () => {
    expect(values("aws_load_balancer_controller").priorityClassName).toBe("system-cluster-critical");
  });

  test("changes nothing without naming a kind of resource or a condition", () => {
    const open = policy("aws_load_balancer_controller").Statement.filter(
      ({ Resource, Condition }: Block) => Resource === "*" && !Condition,
    );
    const names = open.flatMap(({ Action }: Block) => Action).map((action: string) => action.split(":")[1]);
    expect(names.filter((name: string) => !/^(Describe|Get|List)/.test(name))).toEqual([]);
  });

  test("changes and deletes only load balancers that it made", () => {
    expect(statement("aws_load_balancer_controller", "ChangeOwned").Condition).toEqual({
      Null: { "aws:ResourceTag/elbv2.k8s.aws/cluster": "false" },
    });
  });

  test("fits the size of a role's own policies", () => {
    expect(JSON.stringify(policy("aws_load_balancer_controller")).length).toBeLessThan(10240);
  });
});

describe("the priority of applications", () => {
  test("is below that of pods without one, and nobody has it who does not name it", () => {
    const { value, global_default } = controllers.only(PriorityClassV1);
    expect([value < 0, global_default]).toEqual([true, undefined]);
  });
});

describe("the cluster autoscaler", () => {
  test.each(["1.32", "1.33", "1.34", "1.35", "1.36"])(
    "runs a patched image for a cluster of %s",
    (kubernetesVersion) => {
      const [, minor, patch] =
        /^v(\d+\.\d+)\.(\d+)(?:@sha256:[0-9a-f]{64})?$/.exec(
          values("cluster_autoscaler", { kubernetesVersion }).image.tag,
        ) ?? [];
      expect([minor, Number(patch) > 0]).toEqual([kubernetesVersion, true]);
    },
  );

  test("runs the first image of a minor version whose patches are not known yet", () => {
    expect(values("cluster_autoscaler", { kubernetesVersion: "1.99" }).image.tag).toBe("v1.99.0");
  });

  test("pre-empts applications when nodes are full, because it makes the next node", () => {
    expect(values("cluster_autoscaler").priorityClassName).toBe("system-cluster-critical");
  });

  test("makes nodes for applications, whose priority is above the one it ignores", () => {
    const cutoff = -10; // its default for expendable-pods-priority-cutoff, which the values leave alone
    expect(controllers.only(PriorityClassV1).value).toBeGreaterThanOrEqual(cutoff);
    expect(values("cluster_autoscaler").extraArgs).not.toHaveProperty("expendable-pods-priority-cutoff");
  });

  test("finds the groups of this cluster by their tags", () => {
    expect(values("cluster_autoscaler").autoDiscovery).toEqual({ clusterName: "demo" });
  });

  test("removes nodes whose pods write to emptyDir volumes", () => {
    expect(values("cluster_autoscaler").extraArgs["skip-nodes-with-local-storage"]).toBe(false);
  });

  test("scales groups of this cluster only", () => {
    const { Action, Condition } = statement("cluster_autoscaler", "ScaleThisCluster");
    expect(Condition).toEqual({
      StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/demo": "owned" },
    });
    expect(Action).toEqual(["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]);
  });

  test("only looks at everything else", () => {
    const others = policy("cluster_autoscaler").Statement.filter(({ Sid }: Block) => Sid !== "ScaleThisCluster");
    expect(
      others.flatMap(({ Action }: Block) => Action).filter((action: string) => !/:(Describe|Get)/.test(action)),
    ).toEqual([]);
  });
});

describe("Storage", () => {
  const classes = controllers.all(StorageClassV1);

  test("makes one default class, whose volumes go with their claims", () => {
    const { metadata, reclaim_policy } = classes.controllers_storage_gp3;
    expect([metadata, reclaim_policy]).toEqual([
      { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      "Delete",
    ]);
  });

  test("makes a second class, whose volumes stay when their claims go", () => {
    const { metadata, reclaim_policy } = classes.controllers_storage_gp3_retain;
    expect([metadata, reclaim_policy]).toEqual([{ name: "gp3-retain" }, "Retain"]);
  });

  test.each(Object.keys(classes))("%s makes encrypted gp3 volumes where the pod is, which can grow", (name) => {
    const { allow_volume_expansion, volume_binding_mode, storage_provisioner, parameters } = classes[name];
    expect([allow_volume_expansion, volume_binding_mode, storage_provisioner]).toEqual([
      true,
      "WaitForFirstConsumer",
      "ebs.csi.aws.com",
    ]);
    expect([parameters.type, parameters.encrypted, parameters.kmsKeyId]).toEqual([
      "gp3",
      "true",
      "arn:aws:kms:eu-central-1:111122223333:key/1",
    ]);
  });

  test("tags volumes so that the backup plan selects them", () => {
    const { parameters } = classes.controllers_storage_gp3;
    expect([parameters.tagSpecification_1, parameters.tagSpecification_2, parameters.tagSpecification_3]).toEqual([
      "Backup=true",
      "Platform=demo",
      "Stack=workloads",
    ]);
  });
});

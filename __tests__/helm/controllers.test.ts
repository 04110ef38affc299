import { Release } from "@cdktf/provider-helm/lib/release";
import pins from "../../pins.json";
import type { Block } from "../helpers";
import { controllersWith } from "../modules/controllers-fixture";
import { containersOf, pinnedImage, podsOf, restrictions } from "./pods";
import { describeChart, renderRelease } from "./render";

const release = (chart: string): Block => controllersWith().all(Release)[`controllers_${chart}`];

describeChart("aws-load-balancer-controller")("the real load balancer controller's chart", () => {
  const objects = renderRelease(release("aws_load_balancer_controller"));
  const [[, pod] = ["", {}]] = podsOf(objects) as [string, Block][];

  test("runs two pods of the release whose policy the role has", () => {
    expect(objects["Deployment aws-load-balancer-controller"].spec.replicas).toBe(2);
    const pinned = pins.images["aws-load-balancer-controller"];
    expect(containersOf(pod).map(({ image }) => image)).toEqual([pinnedImage(pinned)]);
    expect(pinned.version).toBe(`v${pins.charts["aws-load-balancer-controller"].version}`);
  });

  test("runs as the service account that has the role", () => {
    expect([pod.serviceAccountName, Object.keys(objects)]).toEqual([
      "aws-load-balancer-controller",
      expect.arrayContaining(["ServiceAccount aws-load-balancer-controller"]),
    ]);
  });

  test("has no webhook that answers for services", () => {
    const rules = Object.entries(objects)
      .filter(([name]) => name.startsWith("MutatingWebhookConfiguration "))
      .flatMap(([, { webhooks }]) =>
        webhooks.flatMap(({ rules }: Block) => rules.flatMap(({ resources }: Block) => resources)),
      );
    expect(rules).not.toContain("services");
  });

  test("is given the region, the VPC, and no security group of its own", () => {
    expect(containersOf(pod)[0].args).toEqual(
      expect.arrayContaining([
        "--cluster-name=demo",
        "--aws-region=eu-central-1",
        "--aws-vpc-id=vpc-1",
        "--enable-backend-security-group=false",
      ]),
    );
  });

  test("makes no ingress class, which would be for everybody, and lets no annotation stand for one", () => {
    expect(Object.keys(objects).filter((name) => name.startsWith("IngressClass"))).toEqual([]);
    expect(containersOf(pod)[0].args).toEqual(
      expect.arrayContaining(["--ingress-class=alb", "--disable-ingress-class-annotation=true"]),
    );
  });

  test("makes a pod that a restricted namespace would admit", () => {
    expect(restrictions(pod)).toEqual([]);
  });
});

describeChart("cluster-autoscaler")("the real cluster autoscaler's chart", () => {
  const objects = renderRelease(release("cluster_autoscaler"));
  const [[, pod] = ["", {}]] = podsOf(objects) as [string, Block][];

  test("runs an image of the cluster's minor version", () => {
    expect(containersOf(pod).map(({ image }) => image)).toEqual([
      `registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.${pins.images["cluster-autoscaler"].patches["1.35"]}@${pins.images["cluster-autoscaler"].digests["1.35.2"]}`,
    ]);
  });

  test("runs as the service account that has the role", () => {
    expect([pod.serviceAccountName, Object.keys(objects)]).toEqual([
      "cluster-autoscaler",
      expect.arrayContaining(["ServiceAccount cluster-autoscaler"]),
    ]);
  });

  test("looks for the groups of this cluster", () => {
    expect(containersOf(pod)[0].command).toEqual(
      expect.arrayContaining([
        "--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/demo",
      ]),
    );
  });

  test("makes a pod that a restricted namespace would admit", () => {
    expect(restrictions(pod)).toEqual([]);
  });
});

import { Release } from "@cdktf/provider-helm/lib/release";
import { createIngressClasses, type IngressGroup } from "../../modules/apps";
import { type Block, type Synthesized, synth } from "../helpers";
import { lint, render } from "./render";

const CHART = "modules/apps/ingress-classes/chart";

const made = (groups: Readonly<Record<string, IngressGroup>>): Synthesized =>
  synth((stack) => void createIngressClasses(stack, groups, []));
const release = made({
  shop: { scheme: "internet-facing", namespaces: ["web", "api", "web"], subnetIds: ["subnet-0a", "subnet-0b"] },
  admin: { scheme: "internal", namespaces: ["admin"], subnetIds: ["subnet-1a", "subnet-1b"] },
}).only(Release) as Block;
const objects = render(release, CHART);

describe("the classes of load balancers", () => {
  test("each let in the namespaces of one group's apps, and pin its scheme, its group and its subnets", () => {
    expect(objects["IngressClassParams alb-shop"]?.spec).toEqual({
      scheme: "internet-facing",
      group: { name: "shop" },
      subnets: { ids: ["subnet-0a", "subnet-0b"] },
      namespaceSelector: {
        matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["api", "web"] }],
      },
    });
    expect(objects["IngressClassParams alb-admin"]?.spec.namespaceSelector.matchExpressions[0].values).toEqual([
      "admin",
    ]);
  });

  test("are served by the load balancer controller, with those settings", () => {
    expect(objects["IngressClass alb-shop"]?.spec).toEqual({
      controller: "ingress.k8s.aws/alb",
      parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: "alb-shop" },
    });
  });

  test("are no more than the groups, and none is for everybody", () => {
    expect(Object.keys(objects).sort()).toEqual([
      "IngressClass alb-admin",
      "IngressClass alb-shop",
      "IngressClassParams alb-admin",
      "IngressClassParams alb-shop",
    ]);
    for (const [name, { spec }] of Object.entries(objects))
      if (name.startsWith("IngressClassParams")) expect(spec.namespaceSelector.matchExpressions).toHaveLength(1);
  });

  test("are what helm lint --strict has nothing against", () => {
    expect(lint(release, CHART)).toContain("0 chart(s) failed");
  });

  test("do not depend on the order of apps, and are not there without an ingress", () => {
    const internal = { scheme: "internal", subnetIds: ["subnet-1a", "subnet-1b"] } as const;
    const one = made({ a: { ...internal, namespaces: ["x", "y"] }, b: { ...internal, namespaces: ["z"] } });
    const other = made({ b: { ...internal, namespaces: ["z"] }, a: { ...internal, namespaces: ["y", "x"] } });
    expect(JSON.stringify(other.json)).toBe(JSON.stringify(one.json));
    expect(made({}).all(Release)).toEqual({});
  });
});

import { isBefore } from "../../cli/terraform/adapt";
import { loadEnvironments } from "../../environments/load";
import pins from "../../pins.json";
import type { Block } from "../helpers";
import { ENVIRONMENTS } from "../project";
import { realStacks } from "../reports/real-output";
import { comesAfter, type Dependencies, dependenciesOf } from "./dependencies";

const CONTROLLER = "helm_release.controllers_aws_load_balancer_controller";
/** Kinds that make a Service or an Ingress, or live in a namespace that has them. */
const IN_CLUSTER =
  /^(helm_release|kubernetes_(namespace|service|ingress|deployment|persistent_volume_claim|network_policy)_v1)\./;

const { environments } = loadEnvironments({ folder: ENVIRONMENTS });
const stacks = realStacks();
const stackOf = (name: string): Block => stacks[`${name}-workloads`];

/** What would be there before the load balancer controller, or still be there after it. */
const withoutController = (dependencies: Dependencies): string[] =>
  [...dependencies.keys()]
    .filter((address) => IN_CLUSTER.test(address) && address !== CONTROLLER)
    .filter((address) => !comesAfter(address, dependencies).has(CONTROLLER));

describe.each(environments.map(({ name }) => name))("the workloads of %s", (name) => {
  const json = stackOf(name);
  const dependencies = dependenciesOf(json);
  const all = (type: string): string[] => [...dependencies.keys()].filter((address) => address.startsWith(`${type}.`));

  test("make every release, service, ingress and namespace after the load balancer controller, and destroy them before it", () => {
    expect(withoutController(dependencies)).toEqual([]);
  });

  test("leave the roles of what charts start to the cluster's stack, which makes them minutes earlier", () => {
    const names = Object.values(json.resource.aws_eks_pod_identity_association ?? {}).map(
      (association) => (association as Block).namespace,
    );
    expect(names.filter((namespace) => ["kube-system", "monitoring"].includes(namespace))).toEqual([]);
    const cluster: Block = stacks[`${name}-cluster`];
    const early: Block[] = Object.values(cluster.resource.aws_eks_pod_identity_association);
    expect(early.map(({ namespace, service_account }) => `${namespace}/${service_account}`)).toEqual([
      "kube-system/aws-load-balancer-controller",
      "kube-system/cluster-autoscaler",
      "monitoring/prometheus-alertmanager",
      "monitoring/grafana",
    ]);
  });

  test("start an app with a role only after the chart that waits for it", () => {
    for (const association of all("aws_eks_pod_identity_association")) {
      const [, app] = /apps_(\w+)_access_association$/.exec(association) ?? [];
      if (app === undefined) continue;
      expect([...comesAfter(`kubernetes_deployment_v1.apps_${app}_deployment`, dependencies)]).toEqual(
        expect.arrayContaining([association, `helm_release.apps_${app}_secrets`]),
      );
      expect([...comesAfter(`helm_release.apps_${app}_secrets`, dependencies)]).toContain(association);
    }
  });

  test("make no controller after something that needs it", () => {
    const needed = [...comesAfter(CONTROLLER, dependencies)];
    expect(needed.filter((address) => /^(helm_release|kubernetes_)/.test(address))).toEqual([]);
  });

  test("destroy every volume claim before the class that makes its volume", () => {
    const claims = all("kubernetes_persistent_volume_claim_v1");
    const unordered = claims.filter((claim) =>
      all("kubernetes_storage_class_v1").some((storage) => !comesAfter(claim, dependencies).has(storage)),
    );
    expect(unordered).toEqual([]);
  });

  test("destroy every ingress before the rules that its load balancer's traffic needs", () => {
    const rules = [...dependencies.keys()].filter((address) => /\.load_balancers_/.test(address));
    const unordered = all("kubernetes_ingress_v1").filter((ingress) =>
      rules.some((rule) => !comesAfter(ingress, dependencies).has(rule)),
    );
    expect([rules.length > 0, unordered]).toEqual([true, []]);
  });

  test("give every ingress a class for its namespace alone, with the scheme and group that it asks for", () => {
    const release = json.resource.helm_release.ingress_classes;
    const classes = (JSON.parse(release.values[0]).classes as Block[]).map(({ subnets: _, ...others }) => others);
    const ingresses: Block[] = Object.values(json.resource.kubernetes_ingress_v1);
    const ALB = "alb.ingress.kubernetes.io/";
    const namespaceOf = (reference: string): string =>
      json.resource.kubernetes_namespace_v1[/kubernetes_namespace_v1\.(\w+)/.exec(reference)?.[1] ?? ""].metadata.name;
    expect(classes).toEqual(
      ingresses.map(({ metadata: { annotations, namespace }, spec }) => ({
        name: spec.ingress_class_name,
        group: annotations[`${ALB}group.name`],
        scheme: annotations[`${ALB}scheme`],
        namespaces: [namespaceOf(namespace)],
      })),
    );
  });

  test("destroy every ingress before its class, without which none can be deleted", () => {
    const unordered = all("kubernetes_ingress_v1").filter(
      (ingress) => !comesAfter(ingress, dependencies).has("helm_release.ingress_classes"),
    );
    expect(unordered).toEqual([]);
  });

  test("would be found out if a namespace came before the controller", () => {
    const copy = structuredClone(json);
    const [namespace = ""] = Object.keys(copy.resource.kubernetes_namespace_v1);
    copy.resource.kubernetes_namespace_v1[namespace].depends_on = [];
    expect(withoutController(dependenciesOf(copy))).toContain(`kubernetes_namespace_v1.${namespace}`);
  });

  test("log in to the cluster when they need to, and hold no token", () => {
    const [
      {
        exec: [kubernetes],
      },
    ] = json.provider.kubernetes;
    expect(kubernetes.args.slice(0, 2)).toEqual(["eks", "get-token"]);
    expect(json.provider.helm[0].kubernetes.exec).toEqual(kubernetes);
    expect(JSON.stringify(json.provider)).not.toContain('token":');
  });

  test("need no custom resource to be known while planning", () => {
    expect(Object.keys(json.resource)).not.toContain("kubernetes_manifest");
  });
});

test("the image of an app that a pipeline delivers is left to the pipeline, any other to Terraform", () => {
  const ignored = (name: string) =>
    Object.values(stackOf(name).resource.kubernetes_deployment_v1 as Record<string, Block>).map(({ lifecycle }) =>
      lifecycle.ignore_changes.some((path: string) => path.endsWith(".image")),
    );
  expect([ignored("statuspage"), ignored("flask-eks")]).toEqual([[true], [false]]);
});

test("no app with a placeholder for an image, or with one that a pipeline brings, is waited for", () => {
  const waits = ["statuspage", "flask-eks"].map((name) =>
    Object.values(stackOf(name).resource.kubernetes_deployment_v1 as Record<string, Block>).map(
      ({ wait_for_rollout }) => wait_for_rollout,
    ),
  );
  expect(waits).toEqual([[false], [false]]);
});

test("no pod of an app runs before the app's network policy", () => {
  for (const { depends_on } of Object.values(
    stackOf("statuspage").resource.kubernetes_deployment_v1 as Record<string, Block>,
  ))
    expect(depends_on).toContain("kubernetes_network_policy_v1.apps_statuspage_network_policy");
});

test("the providers of Kubernetes and Helm are those that can plan again what failed", () => {
  const { kubernetes, helm } = stackOf("flask-eks").terraform.required_providers;
  expect([kubernetes, helm]).toEqual([
    { source: "hashicorp/kubernetes", version: pins.providers.kubernetes.version },
    { source: "hashicorp/helm", version: pins.providers.helm.version },
  ]);
  expect(isBefore(kubernetes.version, "3.0.0")).toBe(false); // hashicorp/terraform-provider-kubernetes#2779
});

test("an app with a database starts after the job that makes its user, and reads its secret, not the master user's", () => {
  const json = stackOf("statuspage");
  const dependencies = dependenciesOf(json);
  expect([...comesAfter("kubernetes_deployment_v1.apps_statuspage_deployment", dependencies)]).toContain(
    "helm_release.database_users_release",
  );
  const outputs = "data.terraform_remote_state.data.outputs";
  const app = JSON.stringify([
    json.resource.helm_release.apps_statuspage_secrets,
    json.resource.aws_iam_role_policy.apps_statuspage_access_role_own_policy,
    json.resource.kubernetes_deployment_v1.apps_statuspage_deployment,
  ]);
  expect(app).toContain(`${outputs}.database_app_secret_arn}`);
  expect(app).toContain(`${outputs}.database_app_user}`);
  expect(app).not.toMatch(/outputs\.database_(secret_arn|user)}/);
});

test("no job makes database users where no app has a database", () => {
  expect(Object.keys(stackOf("flask-eks").resource.helm_release)).not.toContain("database_users_release");
});

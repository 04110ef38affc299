import {
  type ClusterState,
  clusterFindings,
  explainFailure,
  type KubernetesObject,
  readCluster,
} from "../../operations/cluster";

const EMPTY: ClusterState = {
  releases: [],
  ingresses: [],
  controllerPods: [],
  csiDrivers: [],
  daemonSets: [],
  definitions: [],
};
const release = (name: string, status: string, version = "1"): KubernetesObject => ({
  metadata: {
    name: `sh.helm.release.v1.${name}.v${version}`,
    namespace: "monitoring",
    labels: { name, status, version },
  },
});
const said = (state: Partial<ClusterState>): string[] =>
  clusterFindings({ ...EMPTY, ...state }).map(({ sentence, cure }) => `${sentence} | ${cure}`);

describe("a release that an apply left half-way", () => {
  test.each([
    ["pending-install", "helm uninstall grafana --namespace monitoring, then apply again"],
    ["pending-upgrade", "helm rollback grafana --namespace monitoring, then apply again"],
    ["pending-rollback", "helm rollback grafana --namespace monitoring, then apply again"],
    ["uninstalling", "helm uninstall grafana --namespace monitoring, then apply again"],
  ])("%s is named with its cure", (status, cure) => {
    expect(said({ releases: [release("grafana", status)] })).toEqual([
      `release grafana in monitoring is ${status}: it was interrupted, and every apply of it fails | ${cure}`,
    ]);
  });

  test("is judged by its newest record, whatever their order", () => {
    expect(
      said({ releases: [release("grafana", "deployed", "10"), release("grafana", "pending-upgrade", "9")] }),
    ).toEqual([]);
    expect(
      said({ releases: [release("grafana", "superseded", "9"), release("grafana", "pending-upgrade", "10")] }),
    ).toHaveLength(1);
  });

  test.each(["deployed", "failed", "superseded"])("%s is none", (status) => {
    expect(said({ releases: [release("grafana", status)] })).toEqual([]);
  });
});

describe("an ingress that is being deleted", () => {
  const ingress: KubernetesObject = {
    metadata: { name: "web", namespace: "shop", deletionTimestamp: "2026-01-01T00:00:00Z" },
  };
  const pod = (status: string): KubernetesObject => ({
    metadata: { name: "aws-load-balancer-controller-1", namespace: "kube-system" },
    status: { conditions: [{ type: "Ready", status }] },
  });

  test("waits in vain when no pod of the controller is ready", () => {
    expect(said({ ingresses: [ingress], controllerPods: [pod("False")] })).toEqual([
      expect.stringMatching(
        /^ingress web in shop is being deleted, and no pod of the load balancer controller is ready .* \| bring the controller back: .*kubectl patch ingress web --namespace shop --type merge/,
      ),
    ]);
  });

  test("is the controller's business while one is", () => {
    expect(said({ ingresses: [ingress], controllerPods: [pod("False"), pod("True")] })).toEqual([]);
  });

  test("is not one that stays", () => {
    expect(said({ ingresses: [{ metadata: { name: "web", namespace: "shop" } }] })).toEqual([]);
  });
});

describe("mounted secrets", () => {
  const driver = (requiresRepublish: boolean): KubernetesObject => ({
    metadata: { name: "secrets-store.csi.k8s.io" },
    spec: { requiresRepublish },
  });
  const daemonSet = (argument: string): KubernetesObject => ({
    metadata: { name: "secrets-store-csi-driver" },
    spec: { template: { spec: { containers: [{ args: [argument] }] } } },
  });

  test("that nobody renews are a problem", () => {
    expect(said({ csiDrivers: [driver(false)], daemonSets: [daemonSet("--enable-secret-rotation=false")] })).toEqual([
      expect.stringContaining("the driver secrets-store.csi.k8s.io does not renew mounted secrets"),
    ]);
  });

  test.each([
    ["the kubelet renews", { csiDrivers: [driver(true)] }],
    ["the driver renews", { csiDrivers: [driver(false)], daemonSets: [daemonSet("--enable-secret-rotation=true")] }],
    ["are not there", {}],
  ])("that %s are none", (_, state) => {
    expect(said(state)).toEqual([]);
  });
});

describe("definitions of the load balancer controller", () => {
  const definition = (generation: number): KubernetesObject => ({
    metadata: { name: "targetgroupbindings.elbv2.k8s.aws", generation },
  });

  test("that stayed behind an upgrade are said, with the command that brings them", () => {
    expect(
      said({ definitions: [definition(1)], releases: [release("aws-load-balancer-controller", "deployed", "3")] }),
    ).toEqual([
      expect.stringMatching(
        /^the load balancer controller was upgraded 2 times, .* were never \| kubectl apply --kustomize/,
      ),
    ]);
  });

  test.each([
    [2, "3"],
    [1, "1"],
  ])("of generation %s after revision %s are as they should be", (generation, version) => {
    expect(
      said({
        definitions: [definition(generation)],
        releases: [release("aws-load-balancer-controller", "deployed", version)],
      }),
    ).toEqual([]);
  });
});

describe("readCluster", () => {
  test("reads no value of a release, and no other secret", async () => {
    const asked: string[] = [];
    await readCluster(async (path, accept) => {
      asked.push(`${path} ${accept ?? ""}`);
      return { items: [] };
    });
    expect(asked.filter((one) => one.includes("secrets"))).toEqual([
      "/api/v1/secrets?labelSelector=owner%3Dhelm application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
    ]);
  });
});

describe("explainFailure", () => {
  const releases = [
    { address: "helm_release.monitoring_in_cluster_grafana", name: "grafana", namespace: "monitoring" },
    { address: "helm_release.monitoring_in_cluster_prometheus", name: "prometheus", namespace: "monitoring" },
  ];

  test("names the release whose name is in use, and the cure of each state", () => {
    const text = `╷
│ Error: installation failed
│
│   with helm_release.monitoring_in_cluster_grafana,
│   on cdk.tf.json line 12, in resource.helm_release.monitoring_in_cluster_grafana:
│
│ cannot re-use a name that is still in
│ use
╵`;
    expect(explainFailure(text, releases)).toEqual([
      "release grafana in monitoring is in the cluster, and Terraform's state does not know it: an apply was interrupted. helm status grafana --namespace monitoring says how far it came. pending-install: helm uninstall grafana --namespace monitoring; pending-upgrade: helm rollback grafana --namespace monitoring; deployed: terraform import helm_release.monitoring_in_cluster_grafana monitoring/grafana. Then plan and apply again",
    ]);
  });

  test("names the ingress that a destroy waited for, and both ways on", () => {
    expect(explainFailure("Error: Ingress (statuspage/web) still exists", releases)).toEqual([
      expect.stringMatching(
        /^ingress web in statuspage waits for the load balancer controller .*terraform apply -target=.*; or, .*kubectl patch ingress web --namespace statuspage/,
      ),
    ]);
  });

  test("says that a load balancer is being put in another's place, and when to go on", () => {
    const text = `╷
│ Error: reading ELBv2 Load Balancers: couldn't find resource
│
│   with data.aws_lb.monitoring_load_balancers_inside,
╵`;
    expect(explainFailure(text, releases)).toEqual([
      "no load balancer has the name that an ingress shows: the controller is putting another in its place, which takes some minutes. Plan and apply again when kubectl get ingress --all-namespaces shows the new address; if it never does, the controller's log says why",
    ]);
  });

  test("adds nothing to what says enough", () => {
    expect(explainFailure("Error: creating IAM Role: AccessDenied", releases)).toEqual([]);
  });
});

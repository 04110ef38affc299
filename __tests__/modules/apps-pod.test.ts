import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { HorizontalPodAutoscalerV2 } from "@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2";
import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import { PodDisruptionBudgetV1 } from "@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1";
import type { Block } from "../helpers";
import { appWith, volume } from "./apps-fixture";

const deployment = (...changes: Parameters<typeof appWith>): Block => appWith(...changes).only(DeploymentV1);
const pod = (...changes: Parameters<typeof appWith>): Block => deployment(...changes).spec.template.spec;
const container = (...changes: Parameters<typeof appWith>): Block => pod(...changes).container[0];
const autoscaling = { min: 2, max: 6, cpuPercent: 70 };
const probe = { path: "/health", initialDelaySeconds: 30, periodSeconds: 20, timeoutSeconds: 3, failureThreshold: 4 };

describe("the pod of an app", () => {
  test("runs as the given user, which is not root", () => {
    const { security_context } = pod({ runAsUser: 4711 });
    expect([security_context.run_as_non_root, security_context.run_as_user, security_context.fs_group]).toEqual([
      true,
      "4711",
      "4711",
    ]);
  });

  test("cannot write to its root file system, gain rights or keep any", () => {
    const { security_context } = container();
    expect([
      security_context.read_only_root_filesystem,
      security_context.allow_privilege_escalation,
      security_context.capabilities,
    ]).toEqual([true, false, { drop: ["ALL"] }]);
  });

  test("runs on the nodes of the group that it chooses, whatever their taints", () => {
    const nodes = {
      labels: { "platform/node-group": "batch" },
      taints: [
        { key: "batch", value: "yes", effect: "NoSchedule" },
        { key: "slow", effect: "NoExecute" },
      ],
    };
    expect(pod({}, { nodes })).toMatchObject({
      node_selector: { "platform/node-group": "batch" },
      toleration: [
        { key: "batch", operator: "Equal", value: "yes", effect: "NoSchedule" },
        { key: "slow", operator: "Exists", effect: "NoExecute" },
      ],
    });
  });

  test("runs on any node without taints when it chooses none", () => {
    expect(pod()).not.toHaveProperty("node_selector");
    expect(pod()).not.toHaveProperty("toleration");
  });

  test("has the priority of applications, which stand back", () => {
    expect(pod().priority_class_name).toBe("applications");
  });

  test("has no token of the Kubernetes API", () => {
    expect(pod().automount_service_account_token).toBe(false);
  });

  test("may write to the directories that are given, until it ends", () => {
    const {
      volume: volumes,
      container: [{ volume_mount }],
    } = pod({ writablePaths: ["/var/cache/app", "/tmp"] });
    expect(volumes).toEqual([
      { name: "writable-tmp", empty_dir: {} },
      { name: "writable-var-cache-app", empty_dir: {} },
    ]);
    expect(volume_mount.map(({ mount_path }: Block) => mount_path)).toEqual(["/tmp", "/var/cache/app"]);
  });

  test("is checked as it is written", () => {
    expect(container({ liveness: probe }).liveness_probe).toEqual({
      http_get: { path: "/health", port: "8000" },
      initial_delay_seconds: 30,
      period_seconds: 20,
      timeout_seconds: 3,
      failure_threshold: 4,
    });
  });

  test("is not checked when nothing is written", () => {
    expect(Object.keys(container()).filter((key) => key.endsWith("_probe"))).toEqual([]);
  });

  test("has its variables in the order of their names", () => {
    expect(container({ env: { B: "2", A: "1" } }).env).toEqual([
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ]);
  });

  test("carries the app's name as its container's unless another is given", () => {
    expect([container().name, container({ container: "django" }).name]).toEqual(["web", "django"]);
  });

  test("is found by Prometheus at its own port and path", () => {
    expect(deployment({ scrape: { path: "/metrics", port: 9100 } }).spec.template.metadata.annotations).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/path": "/metrics",
      "prometheus.io/port": "9100",
    });
  });

  test("is not looked for by Prometheus unless it is asked to", () => {
    expect(deployment().spec.template.metadata.annotations).toBeUndefined();
  });
});

describe("the number of pods", () => {
  test("is the one that is written", () => {
    expect(deployment({ replicas: 3 }).spec.replicas).toBe("3");
  });

  test("is left to the autoscaler when there is one", () => {
    expect(deployment({ autoscaling }).spec.replicas).toBeUndefined();
    const { spec } = appWith({ autoscaling }).only(HorizontalPodAutoscalerV2);
    expect([spec.min_replicas, spec.max_replicas, spec.metric[0].resource.target.average_utilization]).toEqual([
      2, 6, 70,
    ]);
  });

  test("is spread over zones and nodes when it can be more than one", () => {
    const keys = (spec: Block) =>
      (spec.topology_spread_constraint ?? []).map(({ topology_key }: Block) => topology_key);
    expect([keys(pod({ replicas: 2 })), keys(pod({ replicas: 1 }))]).toEqual([
      ["topology.kubernetes.io/zone", "kubernetes.io/hostname"],
      [],
    ]);
  });

  test("loses one at a time while nodes are drained", () => {
    expect(appWith({ replicas: 2 }).only(PodDisruptionBudgetV1).spec.max_unavailable).toBe("1");
  });

  test("of one has no disruption budget, which would block every drain", () => {
    expect(appWith({ replicas: 1 }).all(PodDisruptionBudgetV1)).toEqual({});
  });
});

const IMAGE = "spec[0].template[0].spec[0].container[0].image";

describe("a new image", () => {
  test("is ready before the old pods end", () => {
    expect(deployment().spec.strategy).toEqual({
      type: "RollingUpdate",
      rolling_update: { max_surge: "25%", max_unavailable: "0" },
    });
  });

  test("starts after the old pod has ended when there are volumes", () => {
    expect(deployment({ volumes: { data: volume } }).spec.strategy).toEqual({ type: "Recreate" });
  });

  test("is Terraform's to decide", () => {
    expect(deployment().lifecycle.ignore_changes).not.toContain(IMAGE);
  });

  test("is not waited for when a pipeline brings it, because it may not be there yet", () => {
    expect([deployment({}, { imageManagedByPipeline: true }).wait_for_rollout, deployment().wait_for_rollout]).toEqual([
      false,
      undefined,
    ]);
  });

  test("is the pipeline's to decide when there is one", () => {
    expect(deployment({}, { imageManagedByPipeline: true }).lifecycle.ignore_changes).toContain(IMAGE);
  });

  test("is not waited for while it is a placeholder", () => {
    expect(deployment({}, { imageIsPlaceholder: true }).wait_for_rollout).toBe(false);
  });
});

describe("a restart of an app by other hands", () => {
  test.each(["kubectl.kubernetes.io/restartedAt", "reloader.stakater.com/last-reloaded-from"])(
    "leaves %s, which Terraform leaves alone",
    (key) => {
      expect(deployment().lifecycle.ignore_changes).toContain(
        `spec[0].template[0].metadata[0].annotations[${JSON.stringify(key)}]`,
      );
    },
  );

  test("leaves the annotations that Prometheus looks for to Terraform", () => {
    const ignored: string[] = deployment({ scrape: { path: "/metrics" } }).lifecycle.ignore_changes;
    expect(ignored.filter((path) => path.endsWith("annotations") || path.includes("prometheus"))).toEqual([]);
  });
});

describe("a volume of an app", () => {
  const claims = (...changes: Parameters<typeof appWith>): Block => appWith(...changes).all(PersistentVolumeClaimV1);

  test("is claimed in its size, for one node at a time", () => {
    const { spec } = claims({ volumes: { data: volume } }).apps_web_volume_data;
    expect([spec.access_modes, spec.resources.requests.storage]).toEqual([["ReadWriteOnce"], "10Gi"]);
  });

  test("is of the class that keeps it, or of the one that does not", () => {
    const both = claims({ volumes: { a: volume, b: { ...volume, reclaim: "Delete" } } });
    expect(Object.values(both).map(({ spec }: Block) => spec.storage_class_name)).toEqual(["gp3-retain", "gp3"]);
  });

  test("is not waited for, because it is made for the first pod", () => {
    expect(claims({ volumes: { data: volume } }).apps_web_volume_data.wait_until_bound).toBe(false);
  });

  test("that is retained is not deleted by Terraform in passing", () => {
    expect(claims({ volumes: { data: volume } }).apps_web_volume_data.lifecycle).toEqual({ prevent_destroy: true });
  });

  test("may be deleted once deletion protection is lifted", () => {
    const unprotected = claims({ volumes: { data: volume } }, { deletionProtection: false });
    expect(unprotected.apps_web_volume_data.lifecycle).toBeUndefined();
  });

  test("is mounted where it is written", () => {
    const {
      volume: volumes,
      container: [{ volume_mount }],
    } = pod({ volumes: { data: volume }, writablePaths: [] });
    expect([volumes, volume_mount]).toEqual([
      [{ name: "data", persistent_volume_claim: { claim_name: "data" } }],
      [{ name: "data", mount_path: "/data", read_only: false }],
    ]);
  });
});

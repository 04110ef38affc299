import { cellOf, changedBy, type Faults, planted, portsIn, row } from "./reachability-fixture";
import type { Fault } from "./rules-fixture";

const PODS = "Pods: statuspage";
const policy = (spec: object): Fault => ({
  add: {
    "kubernetes_network_policy_v1.planted": {
      metadata: { name: "planted", namespace: "statuspage" },
      spec: { pod_selector: {}, ...spec },
    },
  },
});
const admits = (rule: object): Faults => ({
  workloads: [{ remove: "kubernetes_network_policy_v1" }, policy({ policy_types: ["Ingress"], ingress: [rule] })],
});
const fromRange = (cidr: string, except: readonly string[] = []) => ({ from: [{ ip_block: { cidr, except } }] });

describe("network policies", () => {
  test("that are removed leave to the pods what the security groups of their nodes leave", () => {
    const without = planted("statuspage", { workloads: [{ remove: "kubernetes_network_policy_v1" }] });
    expect(row(without, "Load balancer")[PODS]).toBe("tcp 8000, 30080");
    expect(row(without, "statuspage-jenkins-agent")[PODS]).toBe("tcp 443");
    expect(row(without, PODS).Internet).toBe("every port");
  });

  test("that the network add-on does not enforce count as if they were not there", () => {
    const removed: Faults = { workloads: [{ remove: "kubernetes_network_policy_v1" }] };
    const ignored: Faults = { cluster: [{ set: ["aws_eks_addon", "configuration_values", "{}"] }] };
    expect(changedBy("statuspage", ignored)).toEqual(changedBy("statuspage", removed));
    expect(changedBy("statuspage", ignored).length).toBeGreaterThan(10);
  });

  test.each<[string, object, string]>([
    ["a port", { ports: [{ port: "9000", protocol: "TCP" }] }, "tcp 9000"],
    ["a range of ports", { ports: [{ port: "9000", end_port: 9010 }] }, "tcp 9000–9010"],
    ["a port by its name, which is any", { ports: [{ port: "http" }] }, "tcp every port"],
    ["no port", {}, "every port"],
    ["the nodes' ranges", fromRange("10.20.16.0/20"), "every port"],
    ["one address of them", fromRange("10.20.16.7/32"), "every port"],
    ["those ranges but for themselves", fromRange("10.20.0.0/16", ["10.20.16.0/20", "10.20.32.0/20"]), "–"],
    ["another range", fromRange("192.168.0.0/16"), "–"],
    ["other pods", { from: [{ pod_selector: { match_labels: { app: "other" } } }] }, "–"],
  ])("that admit %s let nodes reach it", (_what, rule, ports) => {
    expect(portsIn(cellOf(planted("statuspage", admits(rule)), "Nodes: workers", PODS))).toBe(ports);
  });

  test.each<[string, object, readonly string[]]>([
    [
      "by the name of its namespace",
      { namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } },
      ["Pods in monitoring"],
    ],
    [
      "by a label of its namespace",
      { namespace_selector: { match_labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
      [PODS, "Pods in database-users", "Pods in monitoring"],
    ],
    ["by labels in the same namespace", { pod_selector: { match_labels: { app: "statuspage" } } }, [PODS]],
    [
      "by labels that only a chart knows, which may be these",
      { namespace_selector: {}, pod_selector: { match_labels: { role: "scraper" } } },
      ["Pods in database-users", "Pods in kube-system", "Pods in monitoring"],
    ],
  ])("admit pods %s", (_how, peer, sources) => {
    const { cells } = planted("statuspage", admits({ from: [peer] }));
    const open = cells.filter(({ from, to, ways }) => from.startsWith("Pods") && to === PODS && ways.length > 0);
    expect(open.map(({ from }) => from)).toEqual(sources);
  });

  test("add up: what one of them admits is open", () => {
    const more = policy({ policy_types: ["Ingress"], ingress: [{ ports: [{ port: "9100" }] }] });
    expect(row(planted("statuspage", { workloads: [more] }), "Nodes: workers")[PODS]).toBe("tcp 8000, 9100");
  });

  test("of another namespace, and for other pods, change nothing", () => {
    const others: Fault = {
      add: {
        "kubernetes_network_policy_v1.elsewhere": {
          metadata: { name: "elsewhere", namespace: "default" },
          spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] },
        },
        "kubernetes_network_policy_v1.others": {
          metadata: { name: "others", namespace: "kube-system" },
          spec: { pod_selector: { match_labels: { app: "other" } }, policy_types: ["Ingress", "Egress"] },
        },
      },
    };
    expect(changedBy("statuspage", { workloads: [others] })).toEqual([]);
  });

  test("without types hold for what goes out only when they have a rule for it", () => {
    const only = (spec: object) =>
      planted("statuspage", { workloads: [{ remove: "kubernetes_network_policy_v1" }, policy(spec)] });
    const [inward, outward] = [only({}), only({ egress: [{ ports: [{ port: "443" }] }] })];
    expect([row(inward, PODS).Internet, row(outward, PODS).Internet]).toEqual(["every port", "tcp 443"]);
    expect(row(inward, "Nodes: workers")[PODS]).toBeUndefined();
  });

  test("for pods by expressions close nothing, because nobody here knows whom they are for", () => {
    const pod_selector = { match_expressions: [{ key: "app", operator: "Exists" }] };
    const vague = [{ remove: "kubernetes_network_policy_v1" }, policy({ pod_selector, policy_types: ["Ingress"] })];
    expect(row(planted("statuspage", { workloads: vague }), "Nodes: workers")[PODS]).toBe("every port");
  });

  test("for some pods of a namespace tell those of its charts from those of its workloads", () => {
    const some = policy({ pod_selector: { match_labels: { app: "statuspage" } }, policy_types: ["Ingress"] });
    const { sources } = planted("statuspage", { workloads: [some] });
    expect(sources).toContain("Pods in statuspage");
  });

  test("that admit pods do not admit those on the network of their node, which have its address", () => {
    const onHost: Fault = { set: ["kubernetes_deployment_v1", "spec.template.spec.host_network", true] };
    const monitoring = {
      pod_selector: {},
      namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "statuspage" } },
    };
    const admitted: Fault = {
      add: {
        "kubernetes_network_policy_v1.planted": {
          metadata: { name: "planted", namespace: "monitoring" },
          spec: { pod_selector: {}, policy_types: ["Ingress"], ingress: [{ from: [monitoring] }] },
        },
      },
    };
    const open = (...faults: readonly Fault[]) =>
      row(planted("statuspage", { workloads: faults }), PODS)["Pods in monitoring"];
    expect([open(admitted), open(admitted, onHost)]).toEqual(["tcp 443, 5432, 6379", undefined]);
  });

  describe("and pods on the network of their node", () => {
    const onHost: Fault = { set: ["kubernetes_deployment_v1", "spec.template.spec.host_network", true] };

    test("do not hold for them", () => {
      expect(row(planted("statuspage", { workloads: [onHost] }), PODS).Internet).toBe("every port");
    });

    test("hold for the charts beside them, which have a row of their own", () => {
      expect(row(planted("statuspage", { workloads: [onHost] }), "Pods in statuspage").Internet).toBe("tcp 443");
    });
  });
});

describe("a range that only a network policy lets in", () => {
  test("has a row, because an open node port may lead it to the pods", () => {
    const office = planted("statuspage", admits(fromRange("198.51.100.0/24")));
    expect(office.sources).toContain("198.51.100.0/24");
  });
});

describe("a service that keeps packets on their node", () => {
  test("shows the pods who sent them, so their policy must admit the load balancer itself", () => {
    const local: Fault = { set: ["kubernetes_service_v1", "spec.external_traffic_policy", "Local"] };
    const nodesOnly = admits({ ...fromRange("10.20.16.0/20"), ports: [{ port: "8000" }] }).workloads ?? [];
    const open = (faults: Faults) => portsIn(cellOf(planted("statuspage", faults), "Load balancer", PODS));
    expect([open({ workloads: nodesOnly }), open({ workloads: [...nodesOnly, local] })]).toEqual(["tcp 8000", "–"]);
  });
});

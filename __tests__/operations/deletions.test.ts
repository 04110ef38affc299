import { NoAnswer } from "../../operations/aws";
import { stuckDeletions, stuckIngresses } from "../../operations/cluster";
import type { ResourceChange } from "../../reports/plan";

const change = (action: string, type = "kubernetes_ingress_v1") =>
  [
    { type, address: `${type}.web`, action, before: { metadata: [{ name: "web", namespace: "shop" }] } },
  ] as unknown as ResourceChange[];
const pod = (ready: string) => ({
  metadata: { name: "controller" },
  status: { conditions: [{ type: "Ready", status: ready }] },
});
const holding = (...pods: object[]) => ({ get: async () => ({ items: pods }) });

describe("a plan that deletes an ingress", () => {
  test("is not begun while no pod of the controller is ready: it says what would wait, and what to do", async () => {
    const { stuck } = await stuckDeletions(change("delete"), holding(pod("False")));
    expect(stuck).toEqual([
      expect.stringMatching(
        /^kubernetes_ingress_v1\.web: no pod of the load balancer controller is ready, .*kubectl patch ingress web --namespace shop /,
      ),
    ]);
  });

  test("is begun while one is", async () => {
    expect(await stuckDeletions(change("replace"), holding(pod("False"), pod("True")))).toEqual({
      stuck: [],
      unasked: [],
    });
  });

  test("is begun, and it is said, where nobody answers", async () => {
    const get = () => Promise.reject(new NoAnswer("NoCluster", "no answer"));
    expect(await stuckDeletions(change("delete"), { get })).toEqual({ stuck: [], unasked: ["no answer"] });
  });
});

test.each([
  ["changes", "update", "kubernetes_ingress_v1"],
  ["deletes something else", "delete", "kubernetes_service_v1"],
])("a plan that %s asks nobody", async (_, action, type) => {
  const get = () => Promise.reject(new Error("nobody was to ask"));
  expect(await stuckDeletions(change(action, type), { get })).toEqual({ stuck: [], unasked: [] });
});

describe("an ingress with a load balancer", () => {
  const ingress = { metadata: { name: "web", namespace: "shop", finalizers: ["group.ingress.k8s.aws/shop"] } };

  test("is a problem before it is deleted, when nobody would take that down", () => {
    expect(stuckIngresses({ ingresses: [ingress], controllerPods: [] }).map(({ sentence }) => sentence)).toEqual([
      "no pod of the load balancer controller is ready: changes of web in shop reach no load balancer, and their deletion would wait until Terraform gives up",
    ]);
  });

  test("is none while the controller is there, and without a load balancer it is never one", () => {
    expect(stuckIngresses({ ingresses: [ingress], controllerPods: [pod("True")] })).toEqual([]);
    const bare = { metadata: { name: "web", namespace: "shop" } };
    expect(stuckIngresses({ ingresses: [bare], controllerPods: [] })).toEqual([]);
  });
});

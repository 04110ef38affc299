import { NoAnswer } from "../../operations/aws";
import { rolloutsSince } from "../../operations/rollout";
import type { ResourceChange } from "../../reports/plan";

const pod = (image: string) => ({
  metadata: [{ name: "web", namespace: "shop" }],
  spec: [{ template: [{ spec: [{ container: [{ name: "web", image }] }] }] }],
});
const change = (before: string, after: string, type = "kubernetes_deployment_v1") =>
  [
    { type, address: `${type}.web`, action: "update", before: pod(before), after: pod(after) },
  ] as unknown as ResourceChange[];
const running = (image: string) => ({
  get: async (path: string) =>
    path === "/apis/apps/v1/namespaces/shop/deployments/web"
      ? { spec: { template: { spec: { containers: [{ name: "web", image }] } } } }
      : undefined,
});

describe("rolloutsSince", () => {
  test("names an image that was rolled out since the plan was made, which would put an older one back", async () => {
    const { since } = await rolloutsSince(change("web:1", "web:2"), running("web:3"));
    expect(since).toEqual([
      "kubernetes_deployment_v1.web: web:3 was rolled out since this was planned, and web:2 would take its place; write it into the environment file, or plan again",
    ]);
  });

  test.each([
    ["the one before the plan", "web:1"],
    ["the planned one already", "web:2"],
  ])("lets a plan through when what runs is %s", async (_, image) => {
    expect(await rolloutsSince(change("web:1", "web:2"), running(image))).toEqual({ since: [], unasked: [] });
  });

  test("asks about nothing whose image stays", async () => {
    const get = () => Promise.reject(new Error("nobody was to ask"));
    expect(await rolloutsSince(change("web:1", "web:1"), { get })).toEqual({ since: [], unasked: [] });
    expect(await rolloutsSince(change("web:1", "web:2", "aws_instance"), { get })).toEqual({ since: [], unasked: [] });
  });

  test("says what it could not ask for", async () => {
    const get = () => Promise.reject(new NoAnswer("NoCluster", "the cluster's API does not answer"));
    expect(await rolloutsSince(change("web:1", "web:2"), { get })).toEqual({
      since: [],
      unasked: ["kubernetes_deployment_v1.web: the cluster's API does not answer"],
    });
  });
});

import type { ResourceChange } from "../../reports/plan";
import { ingressMoveRisks, movesIngress } from "../../reports/review/risks/ingress-moves";
import { card, plan } from "./review-fixture";

const review = (type: string, before: object, after: object) =>
  card(plan([{ type, before: { ...before }, after: { ...after } }]));
const claim = (storage: string) => ({ spec: [{ resources: [{ requests: { storage } }] }] });
const values = (size: string) => ({ values: [JSON.stringify({ server: { persistentVolume: { size } } })] });

describe("a volume that becomes smaller", () => {
  test.each<[string, object, object, string, string]>([
    ["aws_db_instance", { allocated_storage: 100 }, { allocated_storage: 20 }, "RDS", "allocated_storage: 100 → 20"],
    ["aws_ebs_volume", { size: 50 }, { size: 49 }, "EC2", "size: 50 → 49"],
    [
      "aws_instance",
      { root_block_device: [{ volume_size: 30 }] },
      { root_block_device: [{ volume_size: 20 }] },
      "EC2",
      "root_block_device.volume_size: 30 → 20",
    ],
    [
      "kubernetes_persistent_volume_claim_v1",
      claim("10Gi"),
      claim("9Gi"),
      "Kubernetes",
      "spec.resources.requests.storage: 10Gi → 9Gi",
    ],
    ...["10G", "1e10", "10000000k", "9.5Gi", "10737418239"].map((less): [string, object, object, string, string] => {
      const detail = `spec.resources.requests.storage: 10Gi → ${less}`;
      return ["kubernetes_persistent_volume_claim_v1", claim("10Gi"), claim(less), "Kubernetes", detail];
    }),
    ["helm_release", values("20Gi"), values("10240Mi"), "Kubernetes", "server.persistentVolume.size: 20Gi → 10240Mi"],
  ])("of %s is refused before the API refuses it", (type, before, after, who, detail) => {
    const { isRefused, entries } = review(type, before, after);
    expect(isRefused).toBe(true);
    expect(entries.flatMap(({ what }) => what)).toContainEqual({
      what: `a volume cannot become smaller: ${who} refuses it, and the apply fails`,
      detail,
    });
  });

  test.each([
    ["aws_db_instance", { allocated_storage: 20 }, { allocated_storage: 100 }],
    ["kubernetes_persistent_volume_claim_v1", claim("1Gi"), claim("1024Mi")],
    ["helm_release", values("10Gi"), values("20Gi")],
    ["kubernetes_persistent_volume_claim_v1", claim("10Gi"), claim("1e11")],
    ["helm_release", values("small"), values("large")],
    ["aws_vpc", { size: 2 }, { size: 1 }],
  ])("is not what %s has when it grows, or has no size", (type, before, after) => {
    const said = review(type, before, after).entries.flatMap(({ what }) => what.map((one) => one.what));
    expect(said.filter((what) => what.startsWith("a volume cannot"))).toEqual([]);
  });
});

test.each(["10gi", "10 Gi", "10e3Mi", "ten"])(
  "a volume that gets a size that is no quantity is refused: %s",
  (size) => {
    const { isRefused, entries } = review("helm_release", values("10Gi"), values(size));
    expect(isRefused).toBe(true);
    expect(entries.flatMap(({ what }) => what)).toContainEqual({
      what: "a volume's size is no quantity, and nobody can tell whether it becomes smaller",
      detail: `server.persistentVolume.size: 10Gi → ${size}`,
    });
  },
);

describe("an ingress", () => {
  const ingress = (annotations: object) => ({ metadata: [{ name: "web", annotations }] });
  const said = (before: object, after: object) =>
    review("kubernetes_ingress_v1", ingress(before), ingress(after)).entries.flatMap(({ what }) => what);
  const key = (name: string) => `alb.ingress.kubernetes.io/${name}`;

  test.each(["group.name", "scheme"])("with another %s gets another load balancer, and names follow later", (name) => {
    expect(said({ [key(name)]: "internal" }, { [key(name)]: "other" })).toContainEqual({
      what: "it gets another load balancer, and the old one goes: names in DNS and alarms follow one apply later",
      detail: key(name),
    });
  });

  test("that is imported shows no annotations: nobody says that it moves, nor that it stays, and no apply waits for it", () => {
    const change = {
      type: "kubernetes_ingress_v1",
      action: "update",
      isImported: true,
      before: ingress({}),
      after: ingress({ [key("group.name")]: "shop" }),
    } as unknown as ResourceChange;
    expect(ingressMoveRisks(change).map(({ group, what }) => [group, what])).toEqual([
      ["not judged", "an import does not show its annotations, so whether it keeps its load balancer is not known"],
    ]);
    expect([movesIngress(change), movesIngress({ ...change, isImported: false })]).toEqual([false, true]);
  });

  test("with another health check keeps its own", () => {
    const what = said({ [key("healthcheck-path")]: "/a" }, { [key("healthcheck-path")]: "/b" }).map((one) => one.what);
    expect(what.filter((one) => one.includes("another load balancer"))).toEqual([]);
  });
});

import { ASSUMPTIONS } from "../../reports/cost/usage";
import { renderMarkdown } from "../../reports/review/markdown";
import { renderPage } from "../../reports/review/page";
import type { Values } from "../../reports/synthesized";
import { bytes, type Change, card, environment, type Given, plan, rawPlan, read } from "./review-fixture";

/** `shop-web` reads the host that `shop-data` publishes. */
const SHOP = environment({
  data: { output: { host: { value: "a" } } },
  web: {
    data: { terraform_remote_state: { data: { backend: "local" } } },
    resource: { aws_ssm_parameter: { host: { value: "${data.terraform_remote_state.data.outputs.host}" } } },
  },
});

const output = (actions: string[], before: unknown, after: unknown, more: object = {}) => ({
  actions,
  before,
  after,
  ...more,
});
const outputs = (output_changes: object, known = SHOP) => card(plan([], { output_changes }), { environment: known });

describe("outputs", () => {
  test("one that another stack reads may not disappear", () => {
    const found = outputs({ host: output(["delete"], "a", null) });
    expect(found.isRefused).toBe(true);
    expect(found.outputs).toMatchObject([
      { output: "host", action: "disappears", readers: ["shop-web"], isRefused: true },
    ]);
  });

  test("a rename is recognized by its value, and refused too", () => {
    const found = outputs({ host: output(["delete"], "a", null), address: output(["create"], null, "a") });
    expect(found.outputs).toMatchObject([{ output: "host", renamedTo: "address", isRefused: true }]);
  });

  test("one that nobody reads may disappear", () => {
    expect(outputs({ host: output(["no-op"], "a", "a"), port: output(["delete"], 1, null) })).toMatchObject({
      isRefused: false,
      outputs: [{ output: "port", readers: [] }],
    });
  });

  test("one that changes names its readers; unread changes are left out", () => {
    const found = outputs({ host: output(["update"], "a", "b"), port: output(["update"], 1, 2) });
    expect(found).toMatchObject({
      isRefused: false,
      outputs: [{ output: "host", action: "changes", readers: ["shop-web"] }],
    });
  });

  test("a new value is said to be unknown, a sensitive one is not shown", () => {
    const found = outputs({
      host: output(["update"], "secret", null, { after_unknown: true, before_sensitive: true }),
    });
    expect(found.outputs[0]).toMatchObject({ before: "(sensitive)" });
    expect(outputs({ host: output(["update"], "a", null, { after_unknown: true }) }).outputs[0]?.after).toBe(
      "(known after apply)",
    );
  });

  test("one that is read and was never published is refused", () => {
    expect(outputs({ port: output(["create"], null, 1) }).outputs).toMatchObject([
      { output: "host", action: "is missing", isRefused: true },
    ]);
  });

  test("a reader that is destroyed in the same review reads nothing any more", () => {
    const web = rawPlan([{ type: "aws_ssm_parameter", actions: ["delete"] }]);
    const text = JSON.stringify(web).replace('"Stack":"data"', '"Stack":"web"');
    const data = plan([], { output_changes: { host: output(["delete"], "a", null) } });
    expect(card([data, read(Buffer.from(text))], { environment: SHOP }).isRefused).toBe(true); // the secret it deletes
    expect(card([data, read(Buffer.from(text))], { environment: SHOP }).outputs).toMatchObject([
      { isRefused: false, readers: [] },
    ]);
  });

  test("without the environment the readers are said to be unknown", () => {
    const found = card(plan([], { output_changes: { host: output(["delete"], "a", null) } }));
    expect(found.outputs).toMatchObject([{ output: "host", isRefused: false }]);
    expect(found.outputs[0]).not.toHaveProperty("readers");
    expect(found.notes.join()).toContain("so readers, sources and lifecycles are not known here");
  });
});

describe("the stack of a plan", () => {
  test("is what its tags say", () => {
    expect(card(plan([{}])).stacks[0]?.stack).toBe("shop-data");
  });

  test("is the name of the file when there are no tags, without what could be markup", () => {
    const text = bytes({ ...rawPlan([{}]), configuration: {} });
    expect(card(read(text, "plans/@team <b>.json")).stacks[0]?.stack).toBe("-team--b-");
  });
});

describe("drift", () => {
  const drifted = (drift: Change, changes: readonly Change[] = [], expressions: Values = {}, given: Given = {}) => {
    const raw = rawPlan([]).resource_changes;
    expect(raw).toEqual([]);
    const [resource_drift] = [rawPlan([drift]).resource_changes];
    const configuration = {
      ...(rawPlan([]).configuration as object),
      root_module: {
        resources: [
          { address: "aws_vpc.main", expressions },
          { address: "aws_security_group.main", expressions },
        ],
      },
    };
    return card(plan(changes, { resource_drift, configuration }), given);
  };
  const TAGS = { before: { tags: { Name: "a" } }, after: { tags: { Name: "by-hand" } } };

  test("of a configured attribute is shown, and that the plan puts it back", () => {
    const back = { before: TAGS.after, after: TAGS.before };
    expect(drifted(TAGS, [back], { tags: {} }).drift).toMatchObject([
      {
        address: "aws_vpc.main",
        outcome: "is put back",
        differences: [{ path: "tags.Name", before: "a", after: "by-hand" }],
      },
    ]);
  });

  test("that the plan leaves stays", () => {
    expect(drifted(TAGS, [], { tags: {} }).drift).toMatchObject([{ outcome: "stays" }]);
  });

  test("of what AWS fills in by itself is only counted", () => {
    const found = drifted({ before: { arn: null, tags: null }, after: { arn: "arn:aws:a", tags: {} } }, [], {
      tags: {},
    });
    expect(found).toMatchObject({ drift: [], quietDrift: 1 });
  });

  test("that deleted a resource is shown, and that it is made again", () => {
    const found = drifted({ actions: ["delete"] }, [{ actions: ["create"] }]);
    expect(found.drift).toMatchObject([{ isGone: true, outcome: "is made again" }]);
  });

  const entry = (cidr: string) => ({ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: [cidr] });
  const group = (...cidrs: string[]) => ({
    type: "aws_security_group",
    before: { id: "sg", ingress: [] },
    after: { id: "sg", ingress: cidrs.map(entry) },
  });
  const RULE = {
    type: "aws_vpc_security_group_ingress_rule",
    actions: ["no-op"],
    before: { security_group_id: "sg", from_port: 22, to_port: 22, ip_protocol: "tcp", cidr_ipv4: "10.0.0.0/8" },
    after: {},
  };

  test("a rule that Terraform made itself is no drift of its security group", () => {
    expect(drifted(group("10.0.0.0/8"), [RULE]).drift).toEqual([]);
  });

  const elsewhere = environment({
    data: {
      resource: { aws_security_group: { main: {} } },
      output: { group_id: { value: "${aws_security_group.main.id}" } },
    },
    workloads: {
      data: { terraform_remote_state: { data: {} } },
      resource: {
        aws_vpc_security_group_ingress_rule: {
          ssh: {
            security_group_id: "${data.terraform_remote_state.data.outputs.group_id}",
            from_port: 22,
            to_port: 22,
            ip_protocol: "tcp",
            cidr_ipv4: "10.0.0.0/8",
          },
        },
      },
    },
  });
  const GROUP = { type: "aws_security_group", actions: ["no-op"], before: { id: "sg" }, after: { id: "sg" } };

  test("a rule that another stack declares is no drift of the security group", () => {
    expect(drifted(group("10.0.0.0/8"), [GROUP], {}, { environment: elsewhere })).toMatchObject({
      drift: [],
      quietDrift: 1,
    });
  });

  test("a wider one than another stack declares is", () => {
    const found = drifted(group("0.0.0.0/0"), [GROUP], {}, { environment: elsewhere });
    expect(found.drift).toMatchObject([{ address: "aws_security_group.main", outcome: "stays" }]);
  });

  describe("of a bucket whose parts a killed run made, and this plan takes over", () => {
    const rule = (days: number) => ({ id: "expire", noncurrent_version_expiration: [{ days }] });
    const bucket = (after: Values): Change => ({
      type: "aws_s3_bucket",
      before: { bucket: "states", lifecycle_rule: [], policy: "" },
      after: { bucket: "states", lifecycle_rule: [], policy: "", ...after },
    });
    const LIFECYCLE: Change = {
      type: "aws_s3_bucket_lifecycle_configuration",
      actions: ["no-op"],
      before: { bucket: "states", rule: [{ id: "expire", noncurrent_version_expiration: [{ noncurrent_days: 90 }] }] },
      after: {},
    };
    const POLICY: Change = {
      type: "aws_s3_bucket_policy",
      actions: ["no-op"],
      before: { bucket: "states", policy: '{ "Version": "2012-10-17", "Statement": [] }' },
      after: {},
    };

    test("shows none of what those parts say", () => {
      const after = { lifecycle_rule: [rule(90)], policy: '{"Statement":[],"Version":"2012-10-17"}' };
      expect(drifted(bucket(after), [LIFECYCLE, POLICY])).toMatchObject({ drift: [], quietDrift: 1 });
    });

    test("shows a shorter time than they say, and a policy of somebody else", () => {
      expect(drifted(bucket({ lifecycle_rule: [rule(1)] }), [LIFECYCLE]).drift).toMatchObject([
        { address: "aws_s3_bucket.main", outcome: "stays" },
      ]);
      const open = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
      expect(drifted(bucket({ policy: JSON.stringify({ Statement: [open] }) }), [POLICY]).drift).toMatchObject([
        { address: "aws_s3_bucket.main" },
      ]);
    });
  });

  test("a rule that somebody added by hand is", () => {
    expect(drifted(group("10.0.0.0/8", "0.0.0.0/0"), [RULE]).drift).toMatchObject([
      { address: "aws_security_group.main" },
    ]);
  });
});

describe("what is taken over", () => {
  const many = (value: string) => Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`setting_${i}`, value]));
  const adopted = (actions: string[], before: string, after: string): Change => ({
    type: "aws_db_instance",
    actions,
    before: { id: "statuspage-prod", ...many(before) },
    after: { id: "statuspage-prod", ...many(after) },
    changeMore: { importing: { id: "statuspage-prod" } },
  });

  test("and changed shows every attribute that changes, however many", () => {
    const markdown = renderMarkdown(card(plan([adopted(["update"], "by hand", "as written")])));
    for (let i = 0; i < 12; i += 1) expect(markdown).toContain(`setting_${i}`);
    expect(markdown).not.toMatch(/other attributes? change/);
    expect(markdown).toContain("is taken over and is changed (`statuspage-prod`)");
    expect(markdown).toContain("| stack | adopt | create | change |");
  });

  test("as it is says so; a plan that takes nothing over does not count it", () => {
    expect(renderMarkdown(card(plan([adopted(["no-op"], "a", "a")])))).toContain("is taken over as it is");
    expect(renderMarkdown(card(plan([])))).not.toContain("adopt");
  });
});

describe("objects of Kubernetes, as its provider plans them: with every block that could be written", () => {
  const created = (type: string, after: Values, more: Partial<Change> = {}): Change => ({
    type,
    actions: ["create"],
    before: null,
    after,
    ...more,
  });
  const NAMESPACE = created("kubernetes_namespace_v1", {
    metadata: [
      {
        annotations: null,
        labels: {
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
        name: "shop",
      },
    ],
  });
  const POLICY = created("kubernetes_network_policy_v1", {
    metadata: [{ labels: null, name: "shop", namespace: "shop" }],
    spec: [
      {
        egress: [{ ports: [], to: [{ ip_block: [{ cidr: "0.0.0.0/0", except: null }], pod_selector: [] }] }],
        ingress: [],
        pod_selector: [{ match_expressions: [], match_labels: null }],
        policy_types: ["Ingress"],
      },
    ],
  });
  const refused = (changes: readonly Change[]) => card(plan(changes)).failures.map(({ rule }) => rule);

  test("a namespace whose policy is for all of its pods is shut off", () => {
    expect(refused([NAMESPACE, POLICY])).not.toContain("namespace-isolated");
  });

  test("one whose policy is for some of them is not", () => {
    const some = structuredClone(POLICY) as { after: { spec: { pod_selector: object[] }[] } };
    const [spec] = some.after.spec;
    if (spec) spec.pod_selector = [{ match_expressions: [], match_labels: { app: "web" } }];
    expect(refused([NAMESPACE, some as unknown as Change])).toContain("namespace-isolated");
  });

  const pod = (volume: Values) => ({ spec: [{ template: [{ spec: [{ container: [], volume: [volume] }] }] }] });

  test("a volume without a directory of the node has an empty list of these, and with one it is refused", () => {
    const claim = { empty_dir: [{}], host_path: [] };
    expect(refused([created("kubernetes_deployment_v1", pod(claim))])).not.toContain("pod-no-host-path");
    const host = { empty_dir: [], host_path: [{ path: "/", type: "" }] };
    expect(refused([created("kubernetes_deployment_v1", pod(host))])).toContain("pod-no-host-path");
  });

  test("a policy of Kubernetes is no document, also when it is known after apply only; and a network policy is known", () => {
    const service = created("kubernetes_service_v1", { spec: [{ type: "ClusterIP" }] });
    const unknown = { ...service, changeMore: { after_unknown: { spec: [{ internal_traffic_policy: true }] } } };
    const said = card(plan([unknown, POLICY])).entries.flatMap(({ what }) => what.map((one) => one.what));
    expect(said).toEqual([]);
  });
});

describe("cost", () => {
  const usage = Object.fromEntries(Object.keys(ASSUMPTIONS).map((key) => [key, 100]));
  const provider = { aws: [{ region: "us-east-1" }] };
  const priced = environment({ network: { locals: { usage }, provider } });
  const costs = (changes: readonly Change[], known = priced) => {
    const { entries, monthly, unpriced } = card(plan(changes), { environment: known });
    const lines = entries.filter(({ group }) => group === "cost").map((entry) => [entry.address, entry.monthly]);
    return { lines, monthly, unpriced };
  };
  const key: Change = { type: "aws_kms_key", name: "main", actions: ["create"], after: { description: "x" } };

  test("is the difference of each resource, and of all together, by the price book of the audit", () => {
    const server = { type: "aws_instance", name: "ci", actions: ["delete"], before: { instance_type: "t3.large" } };
    expect(costs([key, server])).toEqual({
      lines: [
        ["aws_kms_key.main", 1],
        ["aws_instance.ci", -61.54],
      ],
      monthly: -60.54,
      unpriced: [],
    });
  });

  test("is added where Terraform makes another one and forgets the first, which goes on and is paid", () => {
    const server = { instance_type: "t3.large" };
    const again: Change = {
      type: "aws_instance",
      name: "ci",
      actions: ["create", "forget"],
      before: server,
      after: server,
    };
    expect(costs([again])).toEqual({ lines: [["aws_instance.ci", 61.54]], monthly: 61.54, unpriced: [] });
    expect(costs([{ ...again, actions: ["forget"], after: null }]).lines).toEqual([]);
  });

  test("is that of what stays as it is, too, when something beside it makes it cheaper", () => {
    const first: Change = { type: "aws_nat_gateway", name: "a", actions: ["no-op"], before: {}, after: {} };
    const second: Change = { type: "aws_nat_gateway", name: "b", actions: ["create"] };
    const { lines } = costs([first, second]);
    expect(lines).toEqual([
      ["aws_nat_gateway.a", -2.25],
      ["aws_nat_gateway.b", 35.1],
    ]);
  });

  test("is unknown for what nobody has priced, which is said and not counted as nothing", () => {
    expect(costs([{ type: "aws_new_thing", name: "x", actions: ["create"] }])).toEqual({
      lines: [["aws_new_thing.x", null]],
      monthly: null,
      unpriced: [
        {
          stack: "shop-data",
          address: "aws_new_thing.x",
          side: "after",
          why: "nobody has said what aws_new_thing costs",
        },
      ],
    });
  });

  const database = (before: string, after: string): Change => {
    const values = { engine: "postgres", allocated_storage: 20, storage_type: "gp3", region: "us-east-1" };
    const [from, to] = [before, after].map((instance_class) => ({ ...values, instance_class }));
    return { type: "aws_db_instance", name: "main", before: from as Values, after: to as Values };
  };

  test("of a larger machine is more, by the prices of both", () => {
    expect(costs([database("db.m5.large", "db.m5.xlarge")]).monthly).toBe(129.94);
  });

  test.each([
    ["db.m5.large", "db.m9.huge", "after"],
    ["db.m9.huge", "db.m5.large", "before"],
  ])("from %s to %s is no number, and the card has no sign for it", (before, after, side) => {
    const change = plan([database(before, after)]);
    const view = card(change, { environment: priced });
    expect(view).toMatchObject({ monthly: null, unpriced: [{ side }], cost: { text: "unknown: 1 without a price" } });
    const written = `${renderMarkdown(view)} ${renderPage(view)}`;
    expect(written).toContain("unknown: 1 without a price");
    expect(written).not.toMatch(/[+−]\d+\.\d\d/);
    expect(view.cost.kinds.find(({ name }) => name === "database")?.[side as "before" | "after"].usd).toBeNull();
  });

  test("of what a plan leaves to AWS is by AWS's own defaults", () => {
    const changeMore = {
      after_unknown: {
        iops: true,
        throughput: true,
        type: true,
        tenancy: true,
        root_block_device: true,
        backup_retention_period: true,
      },
    };
    const server = {
      type: "aws_instance",
      name: "a",
      actions: ["create"],
      after: { instance_type: "m5.large" },
      changeMore,
    };
    const volume = { type: "aws_ebs_volume", name: "b", actions: ["create"], after: { size: 10 }, changeMore };
    expect(costs([server, volume])).toEqual({
      lines: [
        ["aws_instance.a", 70.88],
        ["aws_ebs_volume.b", 1],
      ],
      monthly: 71.88,
      unpriced: [],
    });
  });

  test("of a plan in another region is by the prices of that region", () => {
    const gateway: Change = { type: "aws_nat_gateway", name: "a", actions: ["create"], after: { region: "sa-east-1" } };
    expect(costs([gateway]).lines).toEqual([["aws_nat_gateway.a", 77.19]]);
  });

  test("of a plan that names no region says that its prices are borrowed", () => {
    const view = card(plan([{ type: "aws_nat_gateway", name: "a", actions: ["create"] }]));
    expect(view.cost.text).toMatch(/with prices borrowed from another region$/);
  });

  test("is unknown for a size that is known after apply only", () => {
    const changeMore = { after_unknown: { size: true } };
    const volume = { type: "aws_ebs_volume", name: "x", actions: ["create"], after: { type: "gp3" }, changeMore };
    expect(costs([volume]).unpriced).toHaveLength(1);
  });

  test("of what was without a price before is not said again", () => {
    const change = { type: "aws_new_thing", name: "x", before: { a: 1 }, after: { a: 2 } };
    expect(costs([change]).unpriced).toEqual([]);
  });

  test("is not there for what Terraform forgets: it goes on, and so does its bill", () => {
    const server = { type: "aws_instance", name: "ci", before: { instance_type: "t3.large" }, after: null };
    expect(costs([{ ...server, actions: ["forget"] }])).toEqual({ lines: [], monthly: 0, unpriced: [] });
  });

  test("is not there where nothing gets dearer", () => {
    const tagged = { ...key, actions: ["update"], before: { description: "x" }, after: { description: "y" } };
    expect(costs([tagged])).toEqual({ lines: [], monthly: 0, unpriced: [] });
  });

  test("of an environment whose use nobody has assumed is by the standard assumptions, which a note says", () => {
    const view = card(plan([key]), { environment: environment({ network: { provider } }) });
    expect(view.monthly).toBe(1);
    expect(view.notes).toContain(
      "shop: no stack says what is assumed about use, so the standard assumptions are priced.",
    );
  });
});

test("an app whose image a pipeline owns is named when the plan touches it", () => {
  const deployment = { lifecycle: { ignore_changes: ["spec[0].template[0].spec[0].container[0].image"] } };
  const known = environment({ data: { resource: { kubernetes_deployment_v1: { app: deployment } } } });
  const change = { type: "kubernetes_deployment_v1", name: "app", before: { wait: false }, after: { wait: true } };
  expect(card(plan([change]), { environment: known }).notes).toEqual([
    "shop-data: a pipeline owns the image of kubernetes_deployment_v1.app. Terraform ignores which one runs, and this plan does not change it.",
  ]);
  expect(card(plan([{ ...change, actions: ["no-op"] }]), { environment: known }).notes).toEqual([]);
});

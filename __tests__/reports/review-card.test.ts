import { type ReviewView, renderMarkdown, renderPage } from "../../reports/review";
import { type Change, card, plan, realPlan } from "./review-fixture";

describe("plans of the emulator", () => {
  const said = (name: string): string[] => {
    const { entries, isRefused } = card(realPlan(name));
    return [
      ...entries
        .filter(({ group }) => group !== "routine")
        .map(({ group, action, address }) => `${group}: ${action} ${address}`),
      isRefused ? "refused" : "may be applied",
    ];
  };

  test.each<[string, string[]]>([
    [
      "network-create",
      [
        "exposure: create aws_iam_role_policy.vpc_flow_logs_writer_own_policy",
        "exposure: create aws_vpc_security_group_ingress_rule.vpc_security_groups_http_from_anywhere",
        "exposure: create aws_vpc_security_group_ingress_rule.vpc_security_groups_https_from_anywhere",
        "identity: create aws_iam_role_policy.vpc_flow_logs_writer_own_policy",
        "cost: create aws_eip.vpc_routes_nat_a_address",
        "cost: create aws_nat_gateway.vpc_routes_nat_a",
        "refused",
      ],
    ],
    [
      "data-change",
      [
        "data loss: update aws_db_instance.data_database_main",
        "downtime: update aws_db_instance.data_database_main",
        "cost: update aws_db_instance.data_database_main",
        "refused",
      ],
    ],
    ["data-replace", ["data loss: replace aws_db_instance.data_database_main", "refused"]],
    [
      "data-open",
      [
        "downtime: replace aws_vpc_security_group_ingress_rule.data_database_from_nodes",
        "exposure: replace aws_vpc_security_group_ingress_rule.data_database_from_nodes",
        "refused",
      ],
    ],
    [
      "network-delete-subnet",
      [
        "downtime: delete aws_route.vpc_routes_private_c_internet",
        "downtime: delete aws_route_table.vpc_routes_private_c_table",
        "downtime: delete aws_subnet.vpc_private_c",
        "downtime: delete aws_subnet.vpc_public_c",
        "may be applied",
      ],
    ],
    [
      "cluster-upgrade",
      [
        "downtime: update aws_eks_cluster.eks_main",
        "downtime: update aws_eks_node_group.eks_nodes_workers_main",
        "exposure: update aws_eks_cluster.eks_main",
        "refused",
      ],
    ],
    ["network-drift", ["may be applied"]],
  ])("%s", (name, expected) => {
    expect(said(name)).toEqual(expected);
  });

  test("the replaced database says what forces it", () => {
    const [entry] = card(realPlan("data-replace")).entries;
    expect(entry).toMatchObject({
      reason: "it cannot change in place",
      differences: [{ path: "db_name", before: "statuspage", after: "statuspage_v2", forcesReplacement: true }],
    });
  });

  test("the database that is opened breaks rules that it did not break before", () => {
    expect(card(realPlan("data-open")).failures.map(({ rule }) => rule)).toEqual([
      "data-ports-closed",
      "only-web-open-to-everybody",
    ]);
  });

  test("the VPC renamed by hand is drift that is put back; what AWS filled in is not shown", () => {
    const { drift, quietDrift } = card(realPlan("network-drift"));
    expect(drift.map(({ address, outcome }) => `${address} ${outcome}`)).toEqual(["aws_vpc.vpc_main is put back"]);
    expect(quietDrift).toBe(2);
  });

  test("the card says under which name an output goes on", () => {
    expect(renderMarkdown(card(realPlan("network-renamed-output")))).toContain(
      "disappears; `private_subnets` has its value now",
    );
  });

  test("each card is the same every time", () => {
    expect(renderMarkdown(card(realPlan("data-replace")))).toBe(renderMarkdown(card(realPlan("data-replace"))));
  });
});

const HOSTILE =
  "</code></details><script>alert(1)</script>` ``` | @team #1 https://example.com [x](javascript:y) \u202e\u0000\n\n## x ~~~~ <!--";
const hostile: readonly Change[] = [
  {
    type: "aws_db_instance",
    index: HOSTILE,
    actions: ["delete", "create"],
    before: { name: HOSTILE },
    after: { name: `${HOSTILE}2`, [HOSTILE]: 1 },
    changeMore: { replace_paths: [["name"], [HOSTILE]] },
    more: { action_reason: HOSTILE },
  },
  { type: "aws_vpc_security_group_ingress_rule", index: HOSTILE, actions: ["create"], after: { cidr_ipv4: HOSTILE } },
  {
    type: "aws_iam_policy",
    before: { policy: '{"Statement":[]}' },
    after: { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: HOSTILE, Resource: HOSTILE }] }) },
  },
  {
    type: "aws_vpc",
    index: HOSTILE,
    before: { a: HOSTILE },
    after: { a: `${HOSTILE}2` },
    more: { previous_address: HOSTILE },
  },
];
const view: ReviewView = card(
  plan(hostile, {
    resource_drift: [
      {
        address: `aws_vpc.main["${HOSTILE}"]`,
        mode: "managed",
        type: "aws_vpc",
        name: "main",
        change: { actions: ["update"], before: { x: HOSTILE }, after: { x: 1 } },
      },
    ],
    output_changes: { x: { actions: ["delete"], before: HOSTILE, after: null } },
  }),
);

/** Markdown without its code spans and blocks: what is left is read as markup. */
const outsideCode = (markdown: string): string =>
  markdown.replace(/^~~~~(?:yaml|json)\n[\s\S]*?\n~~~~$/gm, "").replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");

describe("hostile names and values", () => {
  const markdown = renderMarkdown(view);

  test.each(["<script", "alert", "@team", "#1", "javascript:", "https://", "<!--"])(
    "%s stays inside of code in the Markdown",
    (text) => {
      expect(markdown).toContain(text);
      expect(outsideCode(markdown)).not.toContain(text);
    },
  );

  test("add no table cell, no line and no section", () => {
    const tables = markdown.split("\n\n").filter((block) => block.startsWith("| "));
    for (const block of tables) {
      const cells = block.split("\n").map((row) => row.replaceAll("\\|", "").split("|").length);
      expect(new Set(cells).size).toBe(1);
    }
    expect(markdown.match(/<details/g)).toHaveLength(outsideCode(markdown).match(/<\/details>/g)?.length ?? 0);
    expect(markdown.match(/^## /gm)).toHaveLength(1);
  });

  test("characters that reorder or hide others are spelled out", () => {
    expect(markdown).toContain("\\u{202e}");
    expect(`${markdown}${renderPage(view)}`).not.toMatch(/\u202e|\p{Cc}(?<!\n)/u);
  });

  test("are text in the HTML", () => {
    const body = renderPage(view).replace(/<script>[\s\S]*<\/script>/, "");
    expect(body).not.toMatch(/<script|<!--/);
    expect(body).toContain("&#60;script&#62;alert(1)");
    expect(body.match(/<details/g)?.length).toBe(body.match(/<\/details>/g)?.length);
  });

  test("could run nothing even if one were missed", () => {
    expect(renderPage(view)).toContain("default-src &#39;none&#39;");
  });
});

describe("what every object of JavaScript has", () => {
  test.each(["__proto__", "constructor", "toString"])("is no resource type and no attribute: %s", (name) => {
    const change = {
      type: name,
      before: { [name]: { a: 1 }, tags: {} },
      after: { [name]: { a: 2 }, tags: { [name]: "b" } },
    };
    const [entry] = card(plan([change])).entries;
    expect(entry?.group).toBe("not judged");
    expect(entry?.differences.map(({ path, before, after }) => `${path}: ${before} → ${after}`).sort()).toEqual(
      [`${name}.a: 1 → 2`, `tags.${name}: (none) → b`].sort(),
    );
  });
});

describe("renderMarkdown", () => {
  test("fits into a comment, whatever the plan", () => {
    const long = "x".repeat(5000);
    const changes = Array.from({ length: 2000 }, (_, i): Change => {
      const type = ["aws_db_instance", "aws_iam_role", "aws_eks_cluster", "aws_vpc"][i % 4] ?? "";
      return {
        type,
        index: `${i}${"y".repeat(300)}`,
        actions: ["delete", "create"],
        before: { a: long },
        after: { a: `${long}y` },
        changeMore: { replace_paths: [["a"]] },
      };
    });
    const markdown = renderMarkdown(card(plan(changes)));
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toMatch(/and \d+ more|sections? more than a comment can hold/i);
  });

  test("says every kind of refusal on the first screen, however many there are of one, the worst first", () => {
    const changes = Array.from({ length: 3000 }, (_, i): Change => {
      if (i % 2 === 0) return { type: "aws_lb", index: `${i}`, before: { internal: true }, after: { internal: false } };
      return { type: "aws_dynamodb_table", index: `${i}`, actions: ["delete"] };
    });
    const markdown = renderMarkdown(card(plan(changes)));
    const said = markdown.split("\n").filter((line) => line.startsWith("> - "));
    expect(markdown.length).toBeLessThan(65_536);
    expect(markdown).toContain("**Refused: 3000 changes that nobody approved.**");
    expect(said).toEqual([
      '> - `aws_dynamodb_table.main["1"]`, `aws_dynamodb_table.main["3"]`, `aws_dynamodb_table.main["5"]` and 1497 more: **the database and everything in it are destroyed**',
      '> - `aws_lb.main["0"]`, `aws_lb.main["2"]`, `aws_lb.main["4"]` and 1497 more: **the load balancer faces the internet**',
    ]);
    expect(markdown.slice(markdown.indexOf("### Approvals")).split("\n")[2]).toContain(
      "data loss. Nobody approved it.",
    );
    expect(markdown).toMatch(/And 2940 more\./);
  });

  test("names place, construct and advice of a dangerous change", () => {
    const [entry] = card(
      plan([
        { type: "aws_db_instance", actions: ["delete"], more: { action_reason: "delete_because_no_resource_config" } },
      ]),
    ).entries;
    const shown = renderMarkdown({
      ...view,
      entries: [
        {
          ...(entry as ReviewView["entries"][number]),
          constructPath: "shop-data/data/main",
          source: "modules/data/database.ts:48",
        },
      ],
    });
    expect(shown).toContain("#### `aws_db_instance.main` is destroyed: it is no longer configured");
    expect(shown).toContain("`shop-data` · construct `shop-data/data/main` · `modules/data/database.ts:48`");
    expect(shown).toContain("- [ ] Take a snapshot, restore it");
  });

  test.each<[string, string]>([
    ["delete", "| `shop-data` | · | · | · | 1 | · | · |"],
    ["forget", "| `shop-data` | · | · | · | · | 1 | · | · |"],
  ])("does not count what is forgotten as destroyed: %s", (action, row) => {
    expect(renderMarkdown(card(plan([{ actions: [action], after: null }])))).toContain(row);
  });

  test("an empty plan says that nothing changes", () => {
    expect(renderMarkdown(card(plan([])))).toContain("**Nothing changes.**");
  });

  test("secrets that the provider did not mark are not shown either", () => {
    const change = {
      type: "aws_elasticache_replication_group",
      before: { auth_token: "first-token" },
      after: { auth_token: "second-token" },
    };
    const shown = renderMarkdown(card(plan([change])));
    expect(shown).toContain("`auth_token`: `(sensitive)` → `(sensitive)`");
    expect(shown).not.toContain("second-token");
  });
});

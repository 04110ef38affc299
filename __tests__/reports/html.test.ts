import { createHash } from "node:crypto";
import { CHAPTERS } from "../../reports/audit/chapters";
import { type ReportData, renderReport } from "../../reports/audit/document";
import { type Content, markup } from "../../reports/html/markup";
import { code, prose } from "../../reports/html/parts";

const SUMMARY: ReportData["summary"] = {
  environment: "shop",
  date: "2026-11-23",
  verdict: "pass",
  sentence: "Every rule is followed.",
  failures: [],
  problems: [],
  figures: [{ value: "5", label: "stacks" }],
  facts: [["Region", "us-east-1"]],
};

/** The data of sections that other reports bring, as small as they can be. */
const OTHERS: Omit<ReportData, "summary"> = {
  reachability: {
    sources: ["internet", "database"],
    targets: ["internet", "database"],
    cells: [
      {
        from: "internet",
        to: "database",
        ports: "tcp 5432",
        unanswered: "",
        ways: [
          {
            ports: "tcp 5432",
            isAnswered: true,
            steps: [
              {
                does: "let in by the security group",
                by: [
                  {
                    stack: "data",
                    address: "aws_vpc_security_group_ingress_rule.hole",
                    says: "tcp 5432 from 0.0.0.0/0",
                  },
                ],
              },
            ],
          },
        ],
        stoppedBy: [],
      },
      { from: "database", to: "internet", ports: "", unanswered: "", ways: [], stoppedBy: ["it has no route"] },
    ],
    doubts: [],
    notes: ["Answers to allowed requests are always let through."],
  },
  identities: {
    identities: [
      {
        name: "shop-nodes",
        kind: "role",
        stack: "cluster",
        address: "aws_iam_role.node",
        assumedBy: ["Amazon EC2"],
        warnings: ["Nobody assumes it."],
        grants: [{ name: "Pull", words: ["pull images"] }],
        json: "{}",
      },
    ],
    clusterAccess: [],
    kubernetes: [],
    dataUsers: [],
    resourcePolicies: [],
    wildcards: [
      {
        stack: "cluster",
        address: "aws_iam_role.node",
        statement: "Pull",
        what: "resource",
        values: ["*"],
        actions: ["ecr:GetAuthorizationToken"],
        reason: { text: "It has no resource.", source: "AWS" },
      },
    ],
    unseen: [],
  },
  cost: {
    total: "$1,234.50",
    firstMonth: "$1,100.00",
    budgets: ["the budget is $1,300.00: the estimate is within it"],
    priceDate: "2026-11",
    prices: [{ what: "EKS", price: "$0.1 / hour", about: "us-east-1, 2026-11, high", source: "AWS" }],
    notices: ["prices are old"],
    charts: {
      stacks: [
        { label: "cluster", value: "$73.00", pieces: [{ colour: 0, length: 73, title: "control plane $73.00" }] },
      ],
      kinds: [],
    },
    stacks: [
      {
        name: "cluster",
        total: "$73.00",
        lines: [
          {
            what: "EKS",
            stack: "cluster",
            address: "aws_eks_cluster.main",
            quantity: "1",
            price: "$0.1 / hour",
            monthly: "$73.00",
            about: "us-east-1, 2026-11, high",
          },
        ],
      },
    ],
    unknown: ["aws_new_thing"],
    assumptions: ["730 hours a month"],
    switches: [{ what: "no NAT gateway", change: "−32.85 USD a month" }],
    leftOut: [{ what: "requests", use: "1,000", monthly: "$0.03" }],
    unpricedKinds: ["taxes"],
    comparison: {
      title: "Beside the description",
      rows: [{ what: "EKS", described: "$72", computed: "$73", why: "730 hours" }],
    },
  },
};

const page = renderReport({ summary: SUMMARY, ...OTHERS });

describe("a template", () => {
  test.each<[string, Content, string]>([
    ["a tag", "<b>", "&#60;b&#62;"],
    ["an entity", "&lt;", "&#38;lt;"],
    ["a control character", "a\u0000\u001Bb", "a\uFFFD\uFFFDb"],
    ["half of a surrogate pair", "a\uD83Db", "a\uFFFDb"],
    ["a whole surrogate pair", "😀", "😀"],
    ["a list, entry by entry", ["<", markup`<i>`], "&#60;<i>"],
    ["nothing for undefined and false", [undefined, false], ""],
    ["zero as a number", 0, "0"],
  ])("writes %s as it must be", (_what, value, written) => {
    expect(`${markup`${value}`}`).toBe(written);
  });

  test("ends no attribute by a value, wherever the quotes were written, and leaves quotes of texts alone", () => {
    const value = `" onload='x`;
    const written = "&#34; onload=&#39;x";
    expect(`${markup`<a title="${value}">${value}</a>`}`).toBe(`<a title="${written}">${value}</a>`);
    expect(`${markup`<a ${value}>`}`).toBe(`<a ${written}>`);
    const attribute = markup` title="${value}"`;
    expect(`${markup`<a${attribute}>`}`).toBe(`<a title="${written}">`);
    expect(`${markup`<a title="${markup`of ${'"b" on'}`}">`}`).toBe('<a title="of &#34;b&#34; on">');
    expect(`${markup`<a title="${[value, [value]]}">`}`).toBe(`<a title="${written}${written}">`);
  });
});

describe("the report", () => {
  test("has a section for all data that is given, in order, and none for other", () => {
    expect([...page.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id)).toEqual([
      "summary",
      "reachability",
      "identities",
      "cost",
    ]);
  });

  test("lists in its contents what it has", () => {
    expect([...page.matchAll(/<li><a href="#(\w+)">/g)].map(([, id]) => id)).toEqual([
      "summary",
      "reachability",
      "identities",
      "cost",
    ]);
  });

  test("knows twelve sections", () => {
    expect(CHAPTERS.map(({ id }) => id)).toEqual([
      "summary",
      "diagram",
      "stacks",
      "resources",
      "controls",
      "reachability",
      "identities",
      "encryption",
      "versions",
      "cost",
      "waivers",
      "hashes",
    ]);
  });

  test("shows in the matrix what is open and what is not", () => {
    expect(page).toContain(
      '<tr><th scope="row">internet</th><td></td><td class="open"><a href="#reach/internet/database"><span class="nowrap">tcp 5432</span> </a></td></tr>',
    );
    expect(page).toContain('<tr><th scope="row">database</th><td class="closed">–</td><td></td></tr>');
  });

  test("shows what keeps the rest closed", () => {
    expect(page).toContain("<td>database</td><td>internet</td><td><ul><li>it has no route</li></ul></td>");
  });

  test("says first what reachability could not read", () => {
    const doubts = [{ stack: "network", address: "aws_lb.own", why: "is not read" }];
    const doubtful = renderReport({ summary: SUMMARY, reachability: { ...OTHERS.reachability, doubts } as never });
    const [warning, matrix] = ["what is shown as closed may be open", 'class="matrix"'].map((it) =>
      doubtful.indexOf(it),
    );
    expect([(warning ?? -1) > 0, (warning ?? 0) < (matrix ?? 0)]).toEqual([true, true]);
    expect(page).not.toContain("may be open");
  });

  test("shows what stands between backticks in a sentence of ours as code", () => {
    expect(`${prose("Set `multi_az` to true; <b>.")}`).toBe("Set <code>multi_az</code> to true; &#60;b&#62;.");
  });

  test("lets the lines of an address break after separators, and not after each", () => {
    expect(`${code("aws_iam_role_policy.delivery_jenkins_own")}`).toBe(
      "<code>aws_iam_role_<wbr>policy.delivery_<wbr>jenkins_own</code>",
    );
  });

  test("shows the reason of a wildcard", () => {
    expect(page).toContain("It has no resource.");
  });

  test("writes the total with its first month and its budget, and what a switch saves with its sign", () => {
    expect(page).toContain(
      "<strong>$1,234.50</strong> a month, with prices of 2026-11; $1,100.00 in the first month; the budget is $1,300.00: the estimate is within it.",
    );
    expect(page).toContain('<span class="number">−32.85 USD a month</span>');
  });

  test("lets the browser run its own style and script and fetch nothing", () => {
    const hash = (element: string) => {
      const [, text = ""] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page) ?? [];
      return `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`;
    };
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src ${hash("style")}; script-src ${hash("script")}; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
    );
  });

  test("has no attribute that the policy would refuse or that loads something", () => {
    expect(page).not.toMatch(/ (src|srcset|style|on\w+|action|data)=|url\(http|@import/);
  });

  test("shows a hostile name as text", () => {
    const hostile = '</title><script>alert("x")</script>';
    const { length } = renderReport({ summary: { ...SUMMARY, environment: hostile } }).split("<script>");
    expect(length).toBe(2);
  });
});

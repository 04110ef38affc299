import { compareEnvironments } from "../../reports/diff/compare";
import { renderDifference } from "../../reports/diff/markdown";
import { parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import { realEnvironments } from "./real-output";

const SIDES = { a: "one", b: "two" };
const aws = (account: string) => ({ aws: [{ region: "us-east-1", allowed_account_ids: [account] }] });

/** An environment of one stack `data`. */
const environment = (name: string, json: Values, account = "111122223333"): SynthesizedEnvironment => ({
  name,
  stacks: [parseStack(`${name}-data`, { provider: aws(account), ...json })],
});
const resources = (resource: Values) => environment("one", { resource });
const compared = (a: Values, b: Values) => compareEnvironments(resources(a), resources(b))[0];
const text = (a: SynthesizedEnvironment, b: SynthesizedEnvironment) =>
  renderDifference("one and two", SIDES, compareEnvironments(a, b));
/** The lines below the table of one resource that differs. */
const lines = (a: Values, b: Values): string[] =>
  text(resources({ aws_vpc: { main: a } }), resources({ aws_vpc: { main: b } }))
    .split("\n")
    .filter((line) => line.startsWith("- "));

describe.each(realEnvironments())("$name", (shipped) => {
  test("does not differ from itself", () => {
    expect(text(shipped, shipped)).toContain("Nothing differs between `one` and `two`.");
  });
});

describe("two environments", () => {
  const [first, second] = realEnvironments() as [SynthesizedEnvironment, SynthesizedEnvironment];

  test("differ the same way from either side", () => {
    const there = compareEnvironments(first, second);
    const back = compareEnvironments(second, first);
    expect(back.map(({ stack, onlyA, onlyB }) => ({ stack, onlyA: onlyB, onlyB: onlyA }))).toEqual(
      there.map(({ stack, onlyA, onlyB }) => ({ stack, onlyA, onlyB })),
    );
    expect(back.map(({ changed }) => changed.map(({ address }) => address))).toEqual(
      there.map(({ changed }) => changed.map(({ address }) => address)),
    );
  });

  test("say what a reviewer asks first: nodes, gateways, data stores", () => {
    const found = text(first, second);
    expect(found).toContain("- `capacity_type`: `ON_DEMAND` in `one`, `SPOT` in `two`");
    expect(found).toContain("- `aws_nat_gateway`: `vpc_routes_nat_b`, `vpc_routes_nat_c`");
    expect(found).toContain("- `aws_db_instance`: `data_database_main`");
  });

  test("do not differ by their own names, accounts and regions, which are counted", () => {
    const named = (name: string, account: string) =>
      environment(
        name,
        {
          resource: {
            aws_iam_role: { main: { name: `${name}-role`, policy: `{"a":"arn:aws:iam::${account}:root"}` } },
          },
        },
        account,
      );
    const [found] = compareEnvironments(named("one", "111122223333"), named("other", "999988887777"));
    expect(found).toMatchObject({ sameButNames: 2, changed: [] });
    expect(text(named("one", "111122223333"), named("other", "999988887777"))).toContain(
      "Other names only: what differs is the environment's own name, account or region.",
    );
  });

  test("are shown with their own names where something else differs", () => {
    const named = (name: string, size: number) =>
      environment(name, { resource: { aws_ebs_volume: { main: { description: `of ${name}, ${size} GB` } } } });
    expect(text(named("one", 5), named("other", 6))).toContain(
      "- `description`: `of one, 5 GB` in `one`, `of other, 6 GB` in `two`",
    );
  });

  test("say once what differs in several stacks", () => {
    const stacks = (label: string): SynthesizedEnvironment => ({
      name: "one",
      stacks: ["data", "network"].map((stack) =>
        parseStack(`one-${stack}`, { provider: { aws: [{ default_tags: [{ tags: { Label: label } }] }] } }),
      ),
    });
    const found = text(stacks("x"), stacks("y"));
    expect(found).toContain("### `data`, `network`\n\n`provider.aws` differs:");
    expect(found.match(/differs:/g)).toHaveLength(1);
  });
});

describe("one resource", () => {
  test("differs by the value of an argument", () => {
    expect(lines({ multi_az: false }, { multi_az: true })).toEqual(["- `multi_az`: `false` in `one`, `true` in `two`"]);
  });

  test("differs by an argument that one side does not have", () => {
    expect(lines({ size: 5 }, {})).toEqual(["- `size`: `5` in `one` only"]);
    expect(lines({}, { size: 5 })).toEqual(["- `size`: `5` in `two` only"]);
  });

  test("differs inside of a JSON text, not as two walls of it", () => {
    const policy = (action: string) => ({ policy: JSON.stringify({ Statement: [{ Action: action, Resource: "*" }] }) });
    expect(lines(policy("s3:Get"), policy("s3:Put"))).toEqual([
      "- `policy.Statement.0.Action`: `s3:Get` in `one`, `s3:Put` in `two`",
    ]);
  });

  test("differs by the entries of a list that the other has not", () => {
    expect(lines({ zones: ["a", "b"] }, { zones: ["b", "c"] })).toEqual([
      '- `zones`: `["a"]` in `one`, `["c"]` in `two`',
    ]);
  });

  test("is told up to a dozen attributes", () => {
    const many = (value: number) => Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`a${i}`, value]));
    expect(lines(many(1), many(2)).at(-1)).toBe("- and in 3 more");
  });

  test("shows no secret", () => {
    expect(lines({ password: "hunter2hunter2" }, { password: "other-password1" }).join()).not.toMatch(/hunter2|other-/);
  });

  test("cannot leave its code span", () => {
    const [line = ""] = lines({ name: "`<script>` | x" }, { name: "y\n# z" });
    expect(line).toBe("- `name`: `` `<script>` | x `` in `one`, `y⏎# z` in `two`");
  });
});

describe("a stack", () => {
  test("names what only one side has, by type", () => {
    const found = text(
      resources({ aws_vpc: { a: {} }, aws_subnet: { b: {}, c: {} } }),
      resources({ aws_vpc: { a: {} } }),
    );
    expect(found).toContain("Only in `one`:\n\n- `aws_subnet`: `b`, `c`");
  });

  test("names a construct that makes another type", () => {
    const made = { "//": { metadata: { path: "one-data/cache/main" } } };
    const found = compared(
      { aws_elasticache_cluster: { cache: made } },
      { aws_elasticache_replication_group: { cache: made } },
    );
    expect(found?.retyped).toEqual([
      { construct: "cache/main", a: "aws_elasticache_cluster.cache", b: "aws_elasticache_replication_group.cache" },
    ]);
    expect([found?.onlyA, found?.onlyB]).toEqual([[], []]);
  });

  test.each([
    ["an output", { output: { host: { value: "a" } } }, { output: { host: { value: "b" } } }, "output.host"],
    [
      "a data source",
      { data: { aws_lb: { x: { name: "a" } } } },
      { data: { aws_lb: { x: { name: "b" } } } },
      "data.aws_lb.x",
    ],
    [
      "where the state is",
      { terraform: { backend: { s3: { bucket: "a" } } } },
      { terraform: { backend: { s3: { bucket: "b" } } } },
      "backend.s3",
    ],
    ["a local value", { locals: { usage: { natGb: 1 } } }, { locals: { usage: { natGb: 2 } } }, "locals"],
    ["a module", { module: { x: { source: "./a" } } }, { module: { x: { source: "./b" } } }, "module.x"],
    ["a variable", { variable: { x: { default: "a" } } }, { variable: { x: { default: "b" } } }, "var.x"],
    [
      "the provider it requires",
      { terraform: { required_providers: { aws: { version: "5.99.0" } } } },
      { terraform: { required_providers: { aws: { version: "5.100.0" } } } },
      "required_providers.aws",
    ],
  ])("differs by %s too", (_what, a, b, address) => {
    const [found] = compareEnvironments(environment("one", a), environment("one", b));
    expect(found?.changed.map((one) => one.address)).toEqual([address]);
  });

  test("says what it cannot compare instead of that nothing differs", () => {
    const [one, other] = ["a", "b"].map((text) => environment("one", { weird: { text } }));
    expect(text(one as SynthesizedEnvironment, other as SynthesizedEnvironment)).toContain(
      "### `data`\n\nNot compared, because nothing here reads it: `weird`.",
    );
  });

  test("that one side does not have at all is one of the lines", () => {
    const nothing: SynthesizedEnvironment = { name: "one", stacks: [] };
    const [found] = compareEnvironments(nothing, resources({ aws_vpc: { main: {} } }));
    expect(found).toMatchObject({ stack: "data", onlyA: [], onlyB: ["aws_vpc.main", "provider.aws"] });
  });
});

import { remainsOf } from "../../../cli/plan/unchanged";
import { type Plan, parsePlan } from "../../../reports/plan";

/** A plan with one changed resource. */
function planOf(type: string, before: object, after: object | null, actions = ["update"]): Plan {
  const change = { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {} };
  const address = `${type}.main`;
  const json = {
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [
      { address, mode: "managed", type, name: "main", provider_name: "registry.terraform.io/hashicorp/aws", change },
    ],
    configuration: {},
  };
  const plan = parsePlan(Buffer.from(JSON.stringify(json)), "plan.json");
  if ("problem" in plan) throw new Error(plan.problem);
  return plan;
}
const database = (before: object, after: object, immediately = false): Plan =>
  planOf(
    "aws_db_instance",
    { apply_immediately: immediately, tags: {}, ...before },
    { apply_immediately: immediately, tags: {}, ...after },
  );

describe("what a plan after a deployment still changes", () => {
  test("waits when only the window of the database stands in between", () => {
    expect(remainsOf([database({ instance_class: "db.m5.large" }, { instance_class: "db.m6i.large" })])).toEqual({
      waiting: ["aws_db_instance.main: instance_class"],
      others: [],
    });
  });

  test("waits for the window of the cache too", () => {
    const before = { apply_immediately: false, node_type: "cache.t3.micro" };
    const plan = planOf("aws_elasticache_replication_group", before, { ...before, node_type: "cache.t3.small" });
    expect(remainsOf([plan]).waiting).toEqual(["aws_elasticache_replication_group.main: node_type"]);
  });

  test("waits with its parameter group when it is another major version", () => {
    const of = (version: string) => ({ engine_version: version, parameter_group_name: `shop-postgres${version}` });
    expect(remainsOf([database(of("16"), of("17"))])).toEqual({
      waiting: ["aws_db_instance.main: engine_version, parameter_group_name"],
      others: [],
    });
  });

  test.each<[string, Plan, string]>([
    [
      "a parameter group of the same version needs no window",
      database({ parameter_group_name: "a" }, { parameter_group_name: "b" }),
      "aws_db_instance.main would update: parameter_group_name",
    ],
    [
      "with changes: now it should have happened",
      database({ instance_class: "a" }, { instance_class: "b" }, true),
      "aws_db_instance.main would update: instance_class",
    ],
    [
      "an argument beside it waits for nothing",
      database({ instance_class: "a", tags: { A: "1" } }, { instance_class: "b", tags: { A: "2" } }),
      "aws_db_instance.main would update: instance_class, tags",
    ],
    [
      "a replacement waits for no window",
      planOf("aws_db_instance", { apply_immediately: false }, { apply_immediately: false, port: 1 }, [
        "delete",
        "create",
      ]),
      "aws_db_instance.main would replace: port",
    ],
    [
      "nothing else has a window",
      planOf(
        "aws_vpc",
        { instance_class: "a", apply_immediately: false },
        { instance_class: "b", apply_immediately: false },
      ),
      "aws_vpc.main would update: instance_class",
    ],
  ])("is something else where %s", (_, plan, sentence) => {
    expect(remainsOf([plan])).toEqual({ waiting: [], others: [sentence] });
  });

  test("is nothing when nothing changes", () => {
    expect(remainsOf([planOf("aws_vpc", { a: 1 }, { a: 1 }, ["no-op"])])).toEqual({ waiting: [], others: [] });
  });
});

import { type Json, parseModule, type Values } from "../../reports/synthesized";

/** What an argument says in a module with these variables and local values. */
function said(expression: string, variable: Values = {}, { given = {}, locals = {} }: Record<string, Values> = {}) {
  const json: Values = { variable, locals, resource: { aws_db_instance: { main: { public: `\${${expression}}` } } } };
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { value, file: "x.tfvars" }]),
  );
  const [resource] = parseModule({ id: "shop-data", files: [{ file: "a", json }], variables, unread: [] }).resources;
  return resource?.values.public;
}

describe("a value is converted as Terraform does", () => {
  test.each<[string, Values, unknown]>([
    ["var.p || false", { p: { default: "true" } }, true],
    ["var.p && true", { p: { default: "1" } }, true],
    ["!var.p", { p: { default: "false" } }, true],
    ["!var.p", { p: { default: "true" } }, false],
    ["var.p ? true : false", { p: { default: "true" } }, true],
    ['tobool("1")', {}, true],
    ['lookup({ a = null }, "a", true) == null', {}, true],
    ['var.p == "true"', { p: { type: "string", default: true } }, true],
    ["var.p == 22", { p: { type: "${number}", default: "22" } }, true],
    ["var.p[0] == 22", { p: { type: "list(number)", default: ["22"] } }, true],
    ["var.p.a", { p: { type: "map(bool)", default: { a: "true" } } }, true],
    ["var.p[1]", { p: { type: "tuple([string, bool])", default: [1, "true"] } }, true],
    ["var.p.a", { p: { type: "object({ a = optional(bool, true), b = string })", default: { b: 1 } } }, true],
    ["var.p.a", { p: { type: "object({ a = optional(bool, true) })", default: { a: null } } }, true],
    ["merge({ a = false }, var.p).a", { p: { type: "object({ a = optional(bool, true) })", default: {} } }, true],
    [
      "var.p[0].a.b",
      { p: { type: "list(object({ a = optional(object({ b = optional(bool, true) }), {}) }))", default: [{}] } },
      true,
    ],
    ["var.p", { p: { default: null } }, undefined],
  ])("%s", (expression, variable, value) => {
    expect(said(expression, variable)).toEqual(value);
  });

  test.each<[string, Values]>([
    ["{ a = 1, b = 2 } == { b = 2, a = 1 }", {}],
    ["var.p == []", { p: { type: "list(string)", default: [] } }],
    ["var.p || false", { p: { default: "yes" } }],
    ["var.p", { p: { type: "bool", default: "yes" } }],
    ["var.p", { p: { type: "number", default: "" } }],
    ["var.p", { p: { type: "string", default: [] } }],
    ["var.p", { p: { type: "list(string)", default: "a" } }],
    ["var.p", { p: { type: "map(string)", default: [] } }],
    ["var.p", { p: { type: "tuple([string])", default: [] } }],
    ["var.p", { p: { type: "object({ a = string })", default: {} } }],
    ["var.p", { p: { type: "object({ a = string })", default: [] } }],
    ["var.p", { p: { type: "bag(string)", default: {} } }],
    ["var.p", { p: { type: "string string", default: "a" } }],
    ["var.p", { p: { type: "object(string)", default: {} } }],
    ["var.p", { p: { type: 5, default: "a" } }],
    ["var.p", { p: { nullable: false, default: null } }],
  ])("%s stays, because Terraform says something else or refuses it", (expression, variable) => {
    expect(said(expression, variable)).toBe(`\${${expression}}`);
  });

  test("null is no value for a variable that cannot be null", () => {
    const given = { p: null } as unknown as Values;
    expect(said("var.p", { p: { nullable: false, default: true } }, { given })).toBe(true);
    expect(said("var.p", { p: { default: true } }, { given })).toBeUndefined();
  });

  test("a local value may be null", () => {
    expect(said("local.p", {}, { locals: { p: null } })).toBeUndefined();
  });
});

describe("an override", () => {
  const merged = (base: Values, over: Values): Values | undefined =>
    parseModule({
      id: "shop-data",
      files: [base, over].map((body, i) => ({
        file: i === 0 ? "a" : "override.tf.json",
        json: { resource: { aws_security_group: { main: body } } } as Json,
        isOverride: i === 1,
      })),
      variables: {},
      unread: [],
    }).resources[0]?.values;
  const dynamic = (kind: string, port: number): Values => ({
    dynamic: { [kind]: { for_each: [port], content: { from_port: `\${${kind}.value}` } } },
  });

  test("of one kind of dynamic block leaves the others", () => {
    expect(merged(dynamic("ingress", 22), dynamic("egress", 443))).toEqual({
      ingress: [{ from_port: 22 }],
      egress: [{ from_port: 443 }],
    });
  });

  test("replaces dynamic blocks of its kind, and plain ones by dynamic ones", () => {
    expect(merged(dynamic("ingress", 22), { ingress: [{ from_port: 443 }] })).toEqual({
      ingress: [{ from_port: 443 }],
    });
    expect(merged({ ingress: [{ from_port: 22 }] }, dynamic("ingress", 443))).toEqual({
      ingress: [{ from_port: 443 }],
    });
  });

  test("replaces each argument of the lifecycle alone", () => {
    expect(merged({ lifecycle: [{ prevent_destroy: true }] }, { lifecycle: [{ ignore_changes: ["tags"] }] })).toEqual({
      lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] },
    });
  });
});

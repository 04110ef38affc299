import { readYaml } from "../../reports/synthesized";

/** Answers of `sigs.k8s.io/yaml` 1.6.0, which the providers of Helm and Kubernetes read with. */
const READ: [text: string, value: unknown][] = [
  ["a: yes", { a: true }],
  ["a: On", { a: true }],
  ["a: y", { a: true }],
  ["a: OFF", { a: false }],
  ["a: n", { a: false }],
  ["a: yEs", { a: "yEs" }],
  ["a: 'yes'", { a: "yes" }],
  ["a: !!str yes", { a: "yes" }],
  ["a: !!bool yes", { a: true }],
  ["a: ~", { a: null }],
  ["a: 0777", { a: 511 }],
  ["a: 0o777", { a: 511 }],
  ["a: 1_000", { a: 1000 }],
  ["a: 09", { a: 9 }],
  ["a: 12:30:45", { a: "12:30:45" }],
  ["a: 2024-01-01", { a: "2024-01-01" }],
  ["a: 1e3", { a: 1000 }],
  ["a: 1.0", { a: 1 }],
  ["80: a", { "80": "a" }],
  ["x: &x {t: 1}\ns: {<<: *x, u: 2}", { x: { t: 1 }, s: { t: 1, u: 2 } }],
  ["x: &x {t: 1}\ns: {<<: *x, t: 2}", { x: { t: 1 }, s: { t: 2 } }],
  ["s: {<<: [{t: 1}, {t: 2, u: 3}]}", { s: { t: 1, u: 3 } }],
  ["# nothing", null],
  ["", null],
  ['{"a": "yes"}', { a: "yes" }],
  ["{a: yes}", { a: true }],
  ["a: |-\n  yes", { a: "yes" }],
  ["a: yes\n...\n", { a: true }],
];

test.each(READ)("%j is read as Go reads it", (text, value) => {
  expect(readYaml(text)).toEqual(value);
});

test("what is merged wins over what stands before it, as with Go, and unlike YAML's own rule", () => {
  expect(readYaml("x: &x {type: LoadBalancer}\nservice: {type: ClusterIP, <<: *x}")).toMatchObject({
    service: { type: "LoadBalancer" },
  });
});

test.each([
  ["no YAML", "a: 'x"],
  ["several documents", "a: 1\n---\na: 2"],
  ["a key twice", "a: 1\na: 2"],
  ["a tag that nobody knows", "a: !mine 1"],
  ["a tab that indents", "\ta: b"],
  ["something merged that is no map", "a: {<<: 1}"],
  ["a list that holds itself", "a: &a [*a]"],
  ["an alias of nothing", "a: *a"],
])("%s cannot be read", (_what, text) => {
  expect(readYaml(text)).toBeUndefined();
});

test("aliases of aliases are not followed without an end", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
  expect(readYaml(["a0: &a0 [x, x]", ...lines].join("\n"))).toBeUndefined();
});

test("a key that is called like a part of every object is a key only", () => {
  const found = readYaml("__proto__: {a: 1}") as object;
  expect([Object.getPrototypeOf(found), Object.keys(found)]).toEqual([Object.prototype, ["__proto__"]]);
});

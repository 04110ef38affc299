import { settingsIn } from "../../../reports/built/chart-settings";

const NLB = "service\\.beta\\.kubernetes\\.io/aws-load-balancer-scheme";

/** Answers of Helm 3.19's own reader. */
const READ: [name: string, value: string, type: string | undefined, settings: object][] = [
  ["a", "x", undefined, { a: "x" }],
  ["a.b", "TRUE", undefined, { a: { b: true } }],
  ["a", "yes", undefined, { a: "yes" }],
  ["a", "null", undefined, { a: null }],
  ["a", "12", undefined, { a: 12 }],
  ["a", "007", undefined, { a: "007" }],
  ["a", "1.5", undefined, { a: "1.5" }],
  ["a", "", undefined, { a: "" }],
  ["a", "1,hostNetwork=true", undefined, { a: 1, hostNetwork: true }],
  ["a", "1\\,hostNetwork=true", undefined, { a: "1,hostNetwork=true" }],
  ["a", "x,b.c=1,d[0]=2", undefined, { a: "x", b: { c: 1 }, d: [2] }],
  ["a", "{x\\,y,true},b=2", undefined, { a: ["x,y", true], b: 2 }],
  ["a", "b=c", undefined, { a: "b=c" }],
  ["l[1]", "x", undefined, { l: [null, "x"] }],
  [`s.annotations.${NLB}`, "internal", undefined, { s: { annotations: { [NLB.replaceAll("\\", "")]: "internal" } } }],
  ["a", "true", "string", { a: "true" }],
  ["a", "x,b=true", "string", { a: "x", b: "true" }],
  ["a", "{x},b=true", "literal", { a: "{x},b=true" }],
  ["a", "true", "auto", { a: true }],
];

test.each(READ)("set of %s to %j as %s is read as Helm reads it", (name, value, type, settings) => {
  expect(settingsIn({ set: [{ name, value, ...(type ? { type } : {}) }] })).toEqual(settings);
});

test("an expression stays one text, whatever signs are in it", () => {
  const value = '${join(",", ["a=b"])}';
  expect(settingsIn({ set: [{ name: "a", value }] })).toEqual({ a: value });
});

test("a later one wins, and a list is set as it is", () => {
  const set = [
    { name: "a", value: "1" },
    { name: "b", value: "x,a=2" },
  ];
  expect(settingsIn({ values: ["a: 0"], set, set_list: [{ name: "c", value: ["x", "y"] }] })).toEqual({
    a: 2,
    b: "x",
    c: ["x", "y"],
  });
});

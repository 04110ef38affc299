import { App, DefaultTokenResolver, Lazy, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import { withQuickResolution } from "../../platform/quick";

const stack = new TerraformStack(new App({ stackTraces: false }), "shop-network");
const reference = Lazy.stringValue({ produce: () => "${aws_vpc.vpc_main.id}" });
const resolve = (value: unknown) =>
  Tokenization.resolve(value, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) });

const VALUES: Readonly<Record<string, unknown>> = {
  "texts, numbers and nothing": ["a", "$${b}", "1e+5", 0, -1.5, true, null, undefined, "", {}],
  "a key without a value": { a: undefined, b: { c: undefined } },
  "a text that refers": { text: `id is ${Token.asString(reference)}, not $\{PORT}` },
  "a number that stands for another": { number: Token.asNumber(Lazy.numberValue({ produce: () => 7 })) },
  "such a number in a text": { text: `port ${Token.asNumber(Lazy.numberValue({ produce: () => 7 }))}` },
  "a list that stands for another": Token.asList(Lazy.listValue({ produce: () => ["a", "b"] })),
  "a list of numbers that stands for another": Token.asNumberList(Lazy.anyValue({ produce: () => [1, 2] })),
  "a group that stands for another": Token.asStringMap(Lazy.anyValue({ produce: () => ({ a: "b" }) })),
  "a key that refers": { [Token.asString(reference)]: 1 },
  "something to be worked out inside of what is literal": [{ a: [{ b: Lazy.stringValue({ produce: () => "c" }) }] }],
};

test.each(Object.keys(VALUES))("%s: resolved quickly is what cdktf makes of it", (what) => {
  const value = VALUES[what];
  expect(withQuickResolution(() => JSON.stringify(resolve(value)))).toBe(JSON.stringify(resolve(value)));
});

test("what cannot be resolved is refused as before", () => {
  expect(() => withQuickResolution(() => resolve({ a: () => 1 }))).toThrow(/cannot be resolved|[Ff]unction/);
});

test("what is literal never reaches cdktf", () => {
  const before = Tokenization.resolve;
  const seen: unknown[] = [];
  Tokenization.resolve = (value, options) => {
    seen.push(value);
    return before.call(Tokenization, value, options);
  };
  try {
    withQuickResolution(() => resolve({ a: ["b"], c: [Lazy.stringValue({ produce: () => "d" })] }));
  } finally {
    Tokenization.resolve = before;
  }
  expect(seen).toHaveLength(1);
});

test("afterwards cdktf resolves by itself again, although the work failed", () => {
  const before = Tokenization.resolve;
  expect(() =>
    withQuickResolution(() => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(Tokenization.resolve).toBe(before);
});

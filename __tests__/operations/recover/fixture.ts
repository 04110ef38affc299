import { NoAnswer } from "../../../operations/aws";
import type { Kubernetes } from "../../../operations/kubernetes";
import { type Search, search } from "../../../operations/recover/search";
import { parseStack, type Values } from "../../../reports/synthesized";

/** What AWS answers in a test, by `service operation`; a function is given the arguments. */
export type Answers = Readonly<Record<string, object | ((args: readonly string[]) => object)>>;

/** AWS with these answers. What is not among them was not to be asked. */
export const answering = (answers: Answers): Search["aws"] =>
  (async (service: string, operation: string, ...args: readonly string[]) => {
    const answer = answers[`${service} ${operation}`];
    if (answer === undefined) throw new NoAnswer("Failed", `nobody was to ask ${service} ${operation}`);
    return typeof answer === "function" ? (answer as (args: readonly string[]) => object)(args) : answer;
  }) as Search["aws"];

/** A cluster with these objects by path. */
export const holding = (objects: Readonly<Record<string, object>>): Kubernetes => ({
  get: async (path) => objects[path] as Record<string, unknown> | undefined,
  remove: () => Promise.reject(new Error("a search removes nothing")),
});

/** Searches for what the stacks of `shop` declare. */
export function searchFor(
  stacks: Readonly<Record<string, Values>>,
  answers: Answers,
  more: Partial<Pick<Search, "states" | "given" | "kubernetes" | "stacks">> = {},
): ReturnType<typeof search> {
  const parsed = Object.entries(stacks).map(([name, json]) => parseStack(`shop-${name}`, json));
  return search({
    environment: { name: "shop", stacks: parsed },
    stacks: parsed.map(({ name }) => name),
    states: [],
    given: new Map(),
    aws: answering(answers),
    kubernetes: holding({}),
    account: "111122223333",
    region: "eu-west-1",
    ...more,
  });
}

/** A stack with these resources, by address. */
export const stackOf = (resources: Readonly<Record<string, Values>>, rest: Values = {}): Values => ({
  ...rest,
  resource: Object.entries(resources).reduce<Record<string, Record<string, Values>>>((all, [address, values]) => {
    const [type = "", name = ""] = address.split(".");
    all[type] = { ...all[type], [name]: values };
    return all;
  }, {}),
});

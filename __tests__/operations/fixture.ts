import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../environments/schema";
import { type Aws, askAws } from "../../operations/aws";
import type { Subject } from "../../operations/doctor";
import type { Scene } from "../../operations/leftovers";
import { parseStack, type Stack } from "../../reports/synthesized";
import { load } from "../environments/fixture";
import { ENVIRONMENTS } from "../project";

/** What AWS answers, by service and operation: JSON, or the text of an error as the CLI prints it. */
export type Answers = Readonly<Record<string, object | string>>;

const denied = (operation: string) =>
  `An error occurred (AccessDenied) when calling the ${operation} operation: not authorized to perform it.`;
export const DENIED = denied("Any");
export const ABSENT = "An error occurred (ResourceNotFoundException) when calling the Any operation: there is none.";

/** An AWS that knows the answers that a test gives it, and says of everything else that nobody may ask. */
export function awsWith(answers: Answers): Aws & { readonly calls: string[] } {
  const calls: string[] = [];
  const run = async (args: readonly string[]) => {
    calls.push(args.slice(0, args.indexOf("--region")).join(" "));
    const answer = answers[`${args[0]} ${args[1]}`] ?? DENIED;
    return typeof answer === "string"
      ? { code: 254, stdout: "", stderr: `\n${answer}\n` }
      : { code: 0, stdout: JSON.stringify(answer), stderr: "" };
  };
  return Object.assign(askAws(run, "us-east-1"), { calls });
}

const statuspage = readFileSync(join(ENVIRONMENTS, "statuspage.yaml"), "utf8");

/** The environment with changes of its text. */
export function environmentWith(...changes: readonly (readonly [string | RegExp, string])[]): Environment {
  const text = changes.reduce((before, [find, write]) => before.replace(find, write), statuspage);
  const [environment] = load({ "statuspage.yaml": text }).environments;
  if (!environment) throw new Error("the fixture has no environment");
  return environment;
}

/** Its stacks as they were synthesized once for all tests. */
export const STACKS: readonly Stack[] = ["bootstrap", "network", "cluster", "data", "delivery", "workloads"].map(
  (name) => {
    const file = join(process.env.REAL_OUTPUT ?? "", "stacks", `statuspage-${name}`, "cdk.tf.json");
    return parseStack(`statuspage-${name}`, JSON.parse(readFileSync(file, "utf8")));
  },
);

/** An environment that nobody has deployed yet, in an account that answers what the test says. */
export const scene = (answers: Answers, more: Partial<Scene> = {}): Scene => ({
  environment: environmentWith(),
  stacks: STACKS,
  states: { resources: [], unread: [] },
  aws: awsWith(answers),
  ...more,
});

export const subject = (answers: Answers, more: Partial<Subject> = {}): Subject => ({
  ...scene(answers),
  tools: { node: "20.20.2", terraform: "1.11.4", aws: "2.31.0" },
  connect: async () => undefined,
  kubernetes: { get: async () => ({ items: [] }) },
  ...more,
});

export const IDENTITY = { Account: "444455556666", Arn: "arn:aws:iam::444455556666:user/deployer" };

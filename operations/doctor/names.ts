import { cureOf, isBucketTaken, NAMED, type Named, takenNames, wantedNames } from "../names";
import type { Check, Finding, Subject } from "./check";
import { fine, problem } from "./check";

/** Whether names that the environment will make are free: Terraform learns it half-way through an apply. */
async function checkNames(named: Named, subject: Subject): Promise<Finding[]> {
  const { stacks, states } = subject;
  const wanted = wantedNames(stacks, states, named).map(({ name }) => name);
  if (wanted.length === 0) return [fine(`no new ${named.what} are to be made`)];
  const clashes = await clashesOf(named, wanted, subject);
  if (clashes.length === 0) return [fine(free(wanted))];
  if (states.unread.length === 0)
    return clashes.map((name) => problem(`${name} is taken, and in no state of this environment`, cureOf(named, name)));
  const unread = states.unread.map(({ stack }) => stack).join(", ");
  return [
    {
      verdict: "unchecked",
      sentence: `${clashes.join(", ")} exist; whether they are this environment's own is not known without the state of ${unread}`,
      cure: "see states",
    },
  ];
}

/** `web-role is free`, `web-role and 3 more are free` */
const free = ([first = "", ...more]: readonly string[]): string =>
  more.length === 0 ? `${first} is free` : `${first} and ${more.length} more are free`;

async function clashesOf(named: Named, wanted: readonly string[], { aws, environment }: Subject): Promise<string[]> {
  if (named.type === "aws_s3_bucket") {
    const taken = await Promise.all(wanted.map((bucket) => isBucketTaken(aws, bucket)));
    return wanted.filter((_, i) => taken[i]);
  }
  const taken = await takenNames(aws, [...named.list, ...(named.pending ?? [])], environment.account);
  return wanted.filter((name) => taken.has(name));
}

export const NAME_CHECKS: readonly Check[] = NAMED.map((named) => ({
  id: `names-${named.type.replace("aws_", "").replaceAll("_", "-")}`,
  what: `names of ${named.what}`,
  where: "aws",
  run: (subject) => checkNames(named, subject),
}));

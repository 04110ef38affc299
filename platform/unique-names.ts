import type { KeyPath, LocatedProblem } from "../environments/problem";
import { keyOf } from "./construct-keys";
import { type Named, type NamedStack, namesIn, SCOPES } from "./given-names";
import type { AddressClash } from "./names";
import type { RefusedForm } from "./names-table";

/** Names that two resources of all the stacks would have where AWS and Kubernetes allow one, and names that are too long. */
export function nameProblems(stacks: readonly NamedStack[]): LocatedProblem[] {
  const names = stacks.flatMap(namesIn);
  const owners = new Map<string, Named>();
  const pairs = names.flatMap((named) => {
    const owner = owners.get(named.identity);
    if (!owner) owners.set(named.identity, named);
    return owner ? [blamed(named, owner)] : [];
  });
  const long = names.filter(({ name, rule }) => [...name].length > rule.max);
  return [...takenProblems(pairs), ...long.map(longProblem), ...formProblems(names)];
}

/** The one of two that should have another name, and the one that has it. */
type Pair = readonly [wrong: Named, owner: Named];

/**
 * Of two keys the one that says more is to blame, an app and not the platform; of two files the one whose environment the name
 * does not hold, which is the copy; else the later one.
 */
function blamed(later: Named, earlier: Named): Pair {
  const isSameFile = later.stack.environment.file === earlier.stack.environment.file;
  const isOwn = ({ name, stack }: Named) => name.toLowerCase().includes(stack.environment.name);
  const depth = earlier.key.length - later.key.length || placeOf(earlier).line - placeOf(later).line;
  const isEarlier = isSameFile ? depth > 0 : isOwn(later) && !isOwn(earlier);
  return isEarlier ? [earlier, later] : [later, earlier];
}

/** One problem for all the names that the same two keys give twice. */
function takenProblems(pairs: readonly Pair[]): LocatedProblem[] {
  const byKeys = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const keys = pair.map((one) => JSON.stringify(placeOf(one))).join();
    byKeys.set(keys, [...(byKeys.get(keys) ?? []), pair]);
  }
  return [...byKeys.values()].map((same) => {
    const [[wrong, owner]] = same as [Pair];
    const { file, line, path } = placeOf(owner);
    const others = same.length === 1 ? "is" : `and ${same.length - 1} more name${same.length > 2 ? "s" : ""} are`;
    const message = `the ${wrong.rule.what} "${wrong.name}" ${others} taken by ${file}:${line} ${path.join(".")}, and ${SCOPES[wrong.rule.scope].words}; ${wrong.rule.instead ?? "write another name for one of the two"}`;
    return { ...placeOf(wrong), message };
  });
}

const longProblem = (named: Named): LocatedProblem => ({
  ...placeOf(named),
  message: `the ${named.rule.what} "${named.name}" has ${[...named.name].length} characters, and ${named.rule.max} are the most; write a shorter name here`,
});

/** Names of a form that is refused: one problem for each form and each key that gives it to names. */
function formProblems(names: readonly Named[]): LocatedProblem[] {
  const found = new Map<string, LocatedProblem>();
  for (const named of names)
    for (const form of named.rule.refused ?? []) {
      if (!form.pattern.test(named.name)) continue;
      const place = placeOfForm(named, form);
      const message = `the ${named.rule.what} "${named.name}" ${form.because}; write another name here`;
      const id = JSON.stringify([place, form.because]);
      if (!found.has(id)) found.set(id, { ...place, message });
    }
  return [...found.values()];
}

/** The environment's own name when that has the form already, else what gives the name. */
function placeOfForm(named: Named, { pattern }: RefusedForm): ReturnType<typeof placeOf> {
  const { name, file, lineOf } = named.stack.environment;
  return pattern.test(name) ? { file, path: ["name"], line: lineOf(["name"]) } : placeOf(named);
}

const placeOf = ({ stack: { environment }, key }: Named): Pick<LocatedProblem, "file" | "line" | "path"> => ({
  file: environment.file,
  line: environment.lineOf(key),
  path: key,
});

/** Where each environment is written, by its name. */
type Sources = Readonly<Record<string, { readonly file: string; readonly lineOf: (path: KeyPath) => number }>>;

/** Two addresses that are one, as a problem of the keys that both were made for. */
export function clashProblem({ first, second, message }: AddressClash, sources: Sources): LocatedProblem {
  const [stackId = "", ...path] = second.split("/");
  const dash = stackId.lastIndexOf("-");
  const stack = stackId.slice(dash + 1);
  const { file, lineOf } = sources[stackId.slice(0, dash)] as Sources[string];
  const [key, other] = [keyOf(stack, path), keyOf(stack, first.split("/").slice(1))];
  return {
    file,
    line: lineOf(key),
    path: key,
    message: `${message}; they are of this key and of ${file}:${lineOf(other)} ${other.join(".")}`,
  };
}

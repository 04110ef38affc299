import { UserError } from "../../environments/problem";
import { nameProblem } from "../change/names";
import { spelled } from "../places";
import {
  type Answers,
  appNames,
  type Neighbours,
  type Option,
  type Purpose,
  QUESTIONS,
  type Typed,
  zoneNames,
} from "./answers";
import type { AppName } from "./apps";

/** Asks a person, and returns what was typed: nothing for the standard. */
export type Ask = (question: string) => Promise<string>;

/**
 * Takes what was given as options, and asks for the rest; without somebody to ask, the rest is standard. Throws everything
 * that is wrong at once, each with what to write instead.
 * @param ask @default nobody is there
 */
export async function gather(
  name: string,
  given: Typed,
  neighbours: Neighbours,
  ask?: Ask,
  tell: (text: string) => void = () => undefined,
): Promise<Answers> {
  const wrong = nameProblem(name);
  const problems = wrong ? [wrong] : [];
  const typed: Record<string, string> = {};
  const examples: Option[] = [];
  for (const question of QUESTIONS) {
    const { option, asks, standard, problem, isExample } = question;
    const usual = standard(typed, neighbours);
    let text = given[option];
    if (text === undefined && ask && problems.length === 0) {
      for (let isFine = false; !isFine; ) {
        text = (await ask(`${asks}${usual === undefined ? "" : ` [${usual}]`}: `)).trim() || usual;
        const about = text === undefined ? "write one" : problem(text, typed);
        if (about) tell(about);
        isFine = about === undefined;
      }
    }
    text ??= usual;
    const about = text === undefined ? `is missing; write ${asks}` : problem(text, typed);
    if (about && (given[option] !== undefined || usual === undefined)) problems.push(`--${option}: ${about}`);
    if (text !== undefined) typed[option] = text;
    if (isExample && text === usual) examples.push(option);
  }
  if (problems.length > 0) throw new UserError(`${problems.join("\n")}\n${spelled("new", "--help")} explains each`);
  return answersOf(name, typed as Record<Option, string>, examples);
}

const answersOf = (name: string, typed: Readonly<Record<Option, string>>, examples: readonly Option[]): Answers => ({
  ...typed,
  name,
  examples,
  zones: zoneNames(typed.zones, typed.region),
  purpose: typed.purpose as Purpose,
  apps: appNames(typed.apps) as AppName[],
});

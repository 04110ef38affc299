import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { EXIT, type ExitCode } from "../../platform/exit";
import { MOVES_FILE, readMoves, removalReasonProblem } from "../../platform/moves";
import { wrapped } from "../../platform/terminal";
import { endedOf } from "../addresses/addresses";
import { compare } from "../addresses/compare";
import { addressesOf, readRegistry, readSizes, registryTexts, sizesOf, withMoves } from "../addresses/registry";
import { refusals } from "../addresses/sentences";
import { shrunk, shrunkSentence } from "../addresses/sizes";
import { calledOtherwise, spelledInAddresses } from "../addresses/unnamed";
import { environmentsFolder, spelled } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { removeKey, renameKey, setText } from "./edit-yaml";
import { environmentOf } from "./environment";
import { registerText, waiversAfter } from "./registers";
import { tryOut } from "./try-out";
import { writeAll } from "./write-all";

/** A change of one app. */
interface AppChange {
  readonly environment: string;
  readonly app: string;
  /** Its new name. @default it goes */
  readonly to?: string;
  /** Why it goes, or is replaced. */
  readonly reason: string | undefined;
}

/**
 * Takes an app out of an environment file, or calls it otherwise, together with its pipelines, its addresses, and the waivers
 * that nothing needs any more. Everything is tried out before anything is written. Returns the exit code.
 */
export async function changeApp({ environment: name, app, to, reason }: AppChange): Promise<ExitCode> {
  const folder = environmentsFolder();
  const before = environmentOf(name, folder);
  checkChange(before, app, to);
  if (reason === undefined)
    throw new UserError(`--reason is missing; write why ${app} goes, in a sentence: whoever reviews the plan reads it`);
  const problem = removalReasonProblem(reason);
  if (problem) throw new UserError(`--reason: ${problem}`);

  const file = join(folder, `${name}.yaml`);
  const text = changed(readFileSync(file, "utf8"), before, app, to);
  const { environment, synthesized } = await withTemporaryFolder("change", (temporary) =>
    tryOut({ name, text, folder, temporary }),
  );
  const made = addressesOf([synthesized]);
  const found = compare(readRegistry([name]), made, readMoves(), [environment]);
  const { left, ended } = endedOf(found, reason);
  const smaller = shrunk(readSizes([name]), sizesOf([synthesized])).map(shrunkSentence);
  const open = [
    ...smaller,
    ...refusals(left),
    ...left.gone.map(({ stack, address }) => `${stack}: ${address} is gone, too`),
  ];
  if (open.length > 0)
    throw new UserError(
      `${open.join("\n")}\nthat is not of ${app}, and was so before; see ${spelled("addresses", name)} first\nnothing was written`,
    );

  const places = new Set([...made].flatMap(([stack, all]) => all.map((address) => `${stack} ${address}`)));
  const waivers = registerText("waivers.yaml");
  const becameOf = (address: string) =>
    to === undefined ? address : calledOtherwise(address, spelledInAddresses(app), spelledInAddresses(to));
  const after = waiversAfter(waivers, { environment: name, made: places, becameOf });
  writeAll(
    new Map([
      [file, text],
      ...(ended.length > 0 ? [[MOVES_FILE, withMoves(registerText(MOVES_FILE), [], ended)] as const] : []),
      ...(after === waivers ? [] : [["waivers.yaml", after] as const]),
      ...registryTexts(made, sizesOf([synthesized])),
    ]),
  );

  const count = ended.reduce((sum, { addresses }) => sum + addresses.length, 0);
  const means = found.unnamed.flatMap(({ renamed }) => (renamed ? [`  ${renamed.means}`] : []));
  console.log(
    wrapped(
      [
        to === undefined
          ? `${file}: the app ${app} is out; Terraform destroys its ${count} addresses with the next plan that is applied`
          : `${file}: the app ${app} is ${to} now. That is a replacement: Terraform destroys ${count} addresses and makes those of ${to}`,
        ...[...new Set(means)],
        ...(after === waivers
          ? []
          : [`waivers.yaml: its waivers ${to === undefined ? "are out" : "are those of the new name"}`]),
        ...(to === undefined ? leftRepositories(before, app) : []),
        "",
        `Next: ${spelled("plan", name)}`,
      ].join("\n"),
      process.stdout,
    ),
  );
  return EXIT.fine;
}

function checkChange({ name, workloads }: Environment, app: string, to: string | undefined): void {
  const apps = Object.keys(workloads?.apps ?? {});
  if (!apps.includes(app))
    throw new UserError(
      `${name} has no app ${app}; ${apps.length > 0 ? `write one of ${apps.join(", ")}` : "it has none"}`,
    );
  if (to !== undefined && apps.includes(to))
    throw new UserError(`${name} has an app ${to} already; write another name`);
}

/** Repositories of an app that goes, which hold its images still. */
function leftRepositories({ delivery, workloads }: Environment, app: string): string[] {
  const image = workloads?.apps[app]?.image ?? "";
  return Object.keys(delivery?.repositories ?? {})
    .filter((repository) => image.includes(`/${repository}:`) || image.includes(`/${repository}@`))
    .map(
      (repository) =>
        `its repository ${repository} stays, with its images; take it out of delivery.repositories when nobody needs them`,
    );
}

/** The file with the app's key and its pipelines changed. */
function changed(text: string, { delivery }: Environment, app: string, to: string | undefined): string {
  const pipelines = Object.entries(delivery?.jenkins?.pipelines ?? {}).filter(([, pipeline]) => pipeline.app === app);
  const path = ["workloads", "apps", app];
  const others = (before: string): string =>
    pipelines.reduce((now, [pipeline]) => {
      const at = ["delivery", "jenkins", "pipelines", pipeline];
      return to === undefined ? removeKey(now, at) : setText(now, [...at, "app"], to);
    }, before);
  return others(to === undefined ? removeKey(text, path) : renameKey(text, path, to));
}

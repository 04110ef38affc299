import { join } from "node:path";
import type { Environment } from "../../../environments/schema";
import { StepError, tail } from "../../emulator/processes";
import type { Programs } from "../programs";
import { openSite } from "./site";
import { SITE_STEPS } from "./steps";

/** Says a line of the report. */
export type Say = (title: string, step: string, from: number, verdict: string) => void;

/** Applies the workloads of an environment with the real Terraform and its real providers; says whether all went as it must. */
export async function runSite(
  environment: Environment,
  environments: string,
  programs: Programs,
  folder: string,
  say: Say,
): Promise<boolean> {
  const title = `terraform ${environment.name}`;
  const site = await openSite(environment, join(environments, `${environment.name}.yaml`), programs, folder);
  try {
    for (const { name, run, unless } of SITE_STEPS) {
      const from = performance.now();
      const reason = unless?.(site);
      if (reason) {
        say(title, name, from, `–  ${reason}`);
        continue;
      }
      try {
        const note = await run(site);
        say(title, name, from, `ok${typeof note === "string" && note !== "" ? `  ${note}` : ""}`);
      } catch (error) {
        say(title, name, from, "FAILED");
        const isStep = error instanceof StepError;
        console.log(`${isStep ? error.message : (error as Error).stack}\n${tail(site.workspace.log, 40)}`);
        return false;
      }
    }
    return true;
  } finally {
    await site.end();
  }
}

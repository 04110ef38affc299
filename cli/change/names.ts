import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../environments/schema";
import { REGISTRY } from "../addresses/registry";
import { environmentNames, spelled } from "../places";

/** Why a name cannot be an environment's, or nothing. */
export const nameProblem = (name: string): string | undefined =>
  environmentSchema.shape.name.safeParse(name).error?.issues[0]?.message;

/** Why an environment of a name cannot be made in a folder, or nothing. */
export function takenBy(name: string, folder: string): string | undefined {
  if (environmentNames(folder).includes(name))
    return `${join(folder, `${name}.yaml`)} is there already; take another name, or change that file`;
  const registered = existsSync(REGISTRY) ? readdirSync(REGISTRY) : [];
  return registered.some((file) => file.slice(0, file.lastIndexOf("-")) === name)
    ? `${REGISTRY}/ has stacks of an environment ${name} that has no file any more; take another name, or remove what is left of it: ${spelled("remove", name, "--destroyed")}`
    : undefined;
}

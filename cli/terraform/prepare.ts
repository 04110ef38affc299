import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { adaptFile, type Provider, providersOf } from "./adapt";
import { awsProviderVersion, mirrorFolder, missingFromMirror, versionsInMirror } from "./mirror";
import { misshapenIn, STACK, strangersIn } from "./strangers";

const AWS = "hashicorp/aws";

/** A copy of a synthesized stack, which Terraform may change. */
export interface Copy {
  readonly stack: string;
  readonly folder: string;
  /** Why its providers cannot be had, one sentence each; empty when they can. */
  readonly missing: readonly string[];
  /** Why it is no stack as it was synthesized, one sentence each; it was not copied then. */
  readonly spoiled: readonly string[];
}

/** Copies every stack of an output folder and adapts the copies to the provider that is to be had. */
export function copyStacks(outdir: string, to: string): Copy[] {
  const stacks = join(outdir, "stacks");
  if (!existsSync(stacks)) throw new UserError(`${stacks} does not exist; name a folder that cdktf synthesized into`);
  return readdirSync(stacks)
    .filter((name) => !name.startsWith("."))
    .sort()
    .map((stack) => {
      const [from, folder] = [join(stacks, stack), join(to, stack)];
      const spoiled = problemsIn(from);
      return { stack, folder, spoiled, missing: spoiled.length > 0 ? [] : copyStack(from, folder) };
    });
}

/** Copies one stack, and says why its providers cannot be had. */
function copyStack(from: string, folder: string): string[] {
  cpSync(from, folder, { recursive: true, filter: isCopied });
  const providers = providersOf(adaptFile(join(folder, STACK), awsProviderVersion()));
  refuseWrongVersion(providers);
  return providers.flatMap(({ source, version }) => missingFromMirror(source, version) ?? []);
}

/** What Terraform left there stays, and so does what nobody can copy: pipes and sockets. */
const isCopied = (name: string): boolean =>
  !/\.terraform(\.lock\.hcl)?$/.test(name) && !(lstatSync(name).isFIFO() || lstatSync(name).isSocket());

/** What Terraform would read in a folder that no stack is made of, and what a stack is made of and is not there. */
function problemsIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return ["it is no folder"];
  const problems = [
    ...strangersIn(folder).map((name) => `${name}  error: it is no part of the stack, and Terraform would read it`),
    ...misshapenIn(folder).map((name) => `${name}  error: it is a link, a pipe or something else of that name`),
  ];
  if (problems.length > 0) return problems;
  const file = join(folder, STACK);
  if (!existsSync(file)) return [`${STACK}  error: it is not there`];
  return isJson(readFileSync(file, "utf8")) ? [] : [`${STACK}  error: it is no JSON`];
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** A mirror with another version of the AWS provider is a mistake to correct, not a stack to skip. */
export function refuseWrongVersion(providers: readonly Provider[], mirror = mirrorFolder()): void {
  const wanted = providers.find(({ source }) => source === AWS)?.version;
  if (mirror === undefined || wanted === undefined) return;
  const versions = versionsInMirror(AWS, mirror);
  if (versions.length === 0 || versions.includes(wanted)) return;
  throw new UserError(
    `${AWS} ${wanted} is not in the mirror ${mirror}, which has ${versions.join(", ")}; set AWS_PROVIDER_VERSION to one of these`,
  );
}

import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../../environments/problem";
import type { Synthesis } from "./graph";

/** Left by Terraform, or of cdktf alone: neither changes what a stack does. */
const NOT_ITS_OWN = /^(\.terraform(\/|$)|\.terraform\.lock\.hcl$|terraform\.tfstate|plan$|metadata\.json$)/;

/** Nothing: what a first commit is compared with. */
export const NOTHING: Synthesis = { stacks: new Map() };

/** Reads every stack of a folder that was synthesized into, as the manifest of it lists them. */
export function readSynthesis(outdir: string): Synthesis {
  const file = join(outdir, "manifest.json");
  if (!existsSync(file))
    throw new UserError(`${outdir} is no folder that was synthesized into: it has no manifest.json`);
  const { stacks } = jsonIn(file) as {
    stacks?: Readonly<Record<string, { readonly dependencies: readonly string[]; readonly workingDirectory: string }>>;
  };
  if (stacks === undefined) throw new UserError(`${file} lists no stacks; synthesize it again`);
  return {
    stacks: new Map(
      Object.entries(stacks).map(([id, { dependencies, workingDirectory }]) => [
        id,
        { content: contentOf(join(outdir, workingDirectory)), reads: dependencies },
      ]),
    ),
  };
}

/** Every file that Terraform reads in a folder, with its name; of the JSON, what is for Terraform. */
function contentOf(folder: string): string {
  if (!existsSync(folder)) throw new UserError(`${folder} is missing, which the manifest lists; synthesize it again`);
  return filesIn(folder)
    .filter((file) => !NOT_ITS_OWN.test(relative(folder, file)))
    .sort()
    .map((file) => `${relative(folder, file)}\n${whatIsIn(file)}`)
    .join("\n");
}

/** What is in a folder and below it. A link to a folder is followed by no one: newer versions of Node.js would, without an end. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Terraform follows links to files; where one leads to anything else, that it does is what it says. */
function whatIsIn(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return readlinkSync(file);
  return /\.tf\.json$/.test(file) ? forTerraform(file) : readFileSync(file, "base64");
}

/** The JSON without the notes of the generator (`//`), which carry its version and say nothing to Terraform. */
const forTerraform = (file: string): string =>
  JSON.stringify(jsonIn(file), (key, value) => (key === "//" ? undefined : value));

function jsonIn(file: string): object {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${file} is not JSON, or was cut off; synthesize it again`);
  }
}

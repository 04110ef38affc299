import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend } from "cdktf";
import { adaptFile } from "../../cli/terraform/adapt";
import { awsProviderVersion } from "../../cli/terraform/mirror";
import { literal } from "../../environments/literal";
import { PlainNamesStack } from "../../platform/names";
import { withQuickResolution } from "../../platform/quick";
import { unmet } from "./expectation";
import { readInventory } from "./inventory";
import { mustRun, StepError } from "./processes";
import type { Workspace } from "./workspace";

/** Texts that Terraform would evaluate, were they not written as an environment's texts are; AWS itself takes fewer signs in tags. */
const TEXTS: Readonly<Record<string, string>> = {
  function: '${substr(filebase64("/proc/self/environ"), 0, 9)}',
  directive: "%{ if true }yes%{ else }no%{ endif }",
  "escaped already": "$${a} %%{b} $$${c} %%%{d}",
  "half of one": "${ %{ } $ % {}",
  shell: 'exec gunicorn -b "0.0.0.0:${PORT:-80}" --name "${NAME%{*}" 100%',
  "ends with a sign": "costs $",
};
const USER_DATA = `#!/bin/sh\n${Object.values(TEXTS).join("\n")}\nprintf '%s\\n' "$\{HOME}"\n`;

/** Makes an instance with such tags and such user data with the real Terraform, compares what AWS has then, and removes it again. */
export async function textsArrive(workspace: Workspace): Promise<void> {
  const folder = join(workspace.folder, "texts");
  write(folder);
  const options = { ...workspace.options, cwd: join(folder, "stacks/texts") };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  await mustRun(["terraform", "apply", "-auto-approve", "-input=false", "-no-color"], options);
  const { instances } = await readInventory(workspace);
  await mustRun(["terraform", "destroy", "-auto-approve", "-input=false", "-no-color"], options);
  const [instance] = instances;
  const tags = Object.fromEntries((instance?.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  const problems = unmet([
    { what: "instances", wanted: 1, found: instances.length },
    { what: "user data", wanted: USER_DATA, found: instance?.userData },
    ...Object.entries(TEXTS).map(([what, wanted]) => ({ what: `tag "${what}"`, wanted, found: tags[what] })),
    { what: "a tag whose key is such a text", wanted: "value", found: tags[TEXTS.function as string] },
  ]);
  if (problems.length > 0) throw new StepError(problems.join("\n"));
}

/** A stack of one instance, made as every stack of an environment is. */
function write(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const app = new App({ outdir: folder, stackTraces: false });
  const stack = new PlainNamesStack(app, "texts");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new AwsProvider(stack, "aws", {});
  const { tags, userData } = literal({ tags: { ...TEXTS, [TEXTS.function as string]: "value" }, userData: USER_DATA });
  new Instance(stack, "main", { ami: "ami-12c6146b", instanceType: "t3.micro", tags, userData });
  withQuickResolution(() => app.synth());
  adaptFile(join(folder, "stacks/texts/cdk.tf.json"), awsProviderVersion());
}

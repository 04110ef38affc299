import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { adaptFile, type Provider, providersOf } from "./adapt";
import { awsProviderVersion, mirrorFolder, missingFromMirror, versionsInMirror } from "./mirror";

const AWS = "hashicorp/aws";

/** A copy of a synthesized stack, which Terraform may change. */
export interface Copy {
  readonly stack: string;
  readonly folder: string;
  /** Why its providers cannot be had, one sentence each; empty when they can. */
  readonly missing: readonly string[];
}

/** Copies every stack of an output folder and adapts the copies to the provider that is to be had. */
export function copyStacks(outdir: string, to: string): Copy[] {
  const stacks = join(outdir, "stacks");
  if (!existsSync(stacks)) throw new UserError(`${stacks} does not exist; name a folder that cdktf synthesized into`);
  return readdirSync(stacks)
    .sort()
    .map((stack) => {
      const folder = join(to, stack);
      cpSync(join(stacks, stack), folder, {
        recursive: true,
        filter: (name) => !/\.terraform(\.lock\.hcl)?$/.test(name),
      });
      const providers = providersOf(adaptFile(join(folder, "cdk.tf.json"), awsProviderVersion()));
      refuseWrongVersion(providers);
      return {
        stack,
        folder,
        missing: providers.flatMap(({ source, version }) => missingFromMirror(source, version) ?? []),
      };
    });
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

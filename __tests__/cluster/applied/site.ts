import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cliConfigFile } from "../../../cli/terraform/mirror";
import type { Environment } from "../../../environments/schema";
import { startCommandLine } from "../../emulator/command-line";
import { startEmulator } from "../../emulator/emulator";
import { signal } from "../../emulator/processes";
import { aws } from "../../emulator/step";
import { createWorkspace, type Workspace } from "../../emulator/workspace";
import type { Cluster } from "../control-plane";
import { startControlPlane, startKwok } from "../control-plane";
import { playLoadBalancerController } from "../load-balancer";
import type { Programs } from "../programs";
import { playVolumes } from "../volumes";
import { serveLogins } from "./logins";

/** One environment whose AWS is the emulator and whose cluster is a real API server, as a deployer's Terraform finds them. */
export interface Site {
  readonly environment: Environment;
  readonly cluster: Cluster;
  readonly workspace: Workspace;
  /** Whether the public charts themselves are applied, and no stand-ins of the same size. */
  readonly hasCharts: boolean;
  /** Starts the load balancer controller, which the chart's own pods would be; its load balancers are in the emulator. */
  readonly playController: () => Promise<void>;
  readonly endController: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** One step of a site's life. */
export interface SiteStep {
  readonly name: string;
  /** What it returns as text is added to its line. */
  readonly run: (site: Site) => Promise<unknown>;
  /** Why it has nothing to do at this site. @default it always has */
  readonly unless?: (site: Site) => string | undefined;
}

/** Starts everything, and nothing is deployed yet. */
export async function openSite(
  environment: Environment,
  file: string,
  programs: Programs,
  folder: string,
): Promise<Site> {
  mkdirSync(folder, { recursive: true });
  const cluster = await startControlPlane(programs, join(folder, "cluster"), await serveLogins(folder));
  const { server, ca } = cluster.api.connection;
  const emulator = await startEmulator(environment.account, folder, environment.name, {
    EKS_ENDPOINT: server,
    EKS_AUTHORITY: Buffer.from(ca).toString("base64"),
  });
  const workspace = createWorkspace({
    file,
    environment,
    emulator,
    cliConfig: cliConfigFile(folder),
    commandLine: await startCommandLine(folder),
    fault: undefined,
    parent: folder,
    afterSynthesis: "cluster/applied/play-charts.js",
  });
  const kwok = startKwok(programs.kwok, folder, cluster.kubeconfig);
  const endVolumes = playVolumes(cluster.api);
  const balancers = {
    make: (name: string) => aws(workspace, "balance", name),
    remove: (name: string) => aws(workspace, "unbalance", name),
  };
  let controller: Awaited<ReturnType<typeof playLoadBalancerController>> | undefined;
  const endController = async () => {
    await controller?.end().catch(() => undefined);
    controller = undefined;
  };
  return {
    environment,
    cluster,
    workspace,
    hasCharts: Boolean(process.env.HELM_CHARTS_DIR),
    playController: async () => {
      controller = await playLoadBalancerController(cluster, folder, { balancers });
    },
    endController,
    end: async () => {
      endVolumes();
      await endController();
      signal(kwok, "SIGKILL");
      emulator.stop();
      cluster.stop();
    },
  };
}

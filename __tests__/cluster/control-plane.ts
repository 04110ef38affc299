import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../cli/places";
import { StepError, signal, start, tail } from "../emulator/processes";
import { Api } from "./api";
import { writeKubeconfig } from "./kubeconfig";
import type { Programs } from "./programs";
import { waitFor } from "./wait";

/** A cluster that answers, and how to end it. */
export interface Cluster {
  readonly api: Api;
  readonly kubeconfig: string;
  /** Whether this suite started it: then a service's address is one of this machine's. */
  readonly isOwn: boolean;
  readonly stop: () => void;
}

/**
 * Addresses of services. They are of this machine, so whatever listens on one is what the API server reaches behind a
 * service, such as a webhook: there are no nodes that would pass anything on.
 */
const SERVICES = "127.200.0.0/16";

/**
 * Starts a control plane on this machine's loopback, on free ports; everything that it keeps is in the folder.
 * @param more arguments of the API server
 */
export async function startControlPlane(
  programs: Programs,
  folder: string,
  more: readonly string[] = [],
): Promise<Cluster> {
  mkdirSync(folder, { recursive: true });
  const [clients, peers, secure] = await freePorts(3);
  const token = randomBytes(16).toString("hex");
  const file = (name: string): string => join(folder, name);
  writeFileSync(file("tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(file("accounts.key"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });

  const started = [
    launch(programs.etcd, folder, [
      `--data-dir=${file("etcd")}`,
      `--listen-client-urls=http://127.0.0.1:${clients}`,
      `--advertise-client-urls=http://127.0.0.1:${clients}`,
      `--listen-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-cluster=default=http://127.0.0.1:${peers}`,
      "--unsafe-no-fsync",
    ]),
    launch(programs["kube-apiserver"], folder, [
      `--etcd-servers=http://127.0.0.1:${clients}`,
      "--bind-address=127.0.0.1",
      `--secure-port=${secure}`,
      `--cert-dir=${file("certificates")}`,
      `--service-cluster-ip-range=${SERVICES}`,
      "--endpoint-reconciler-type=none",
      `--token-auth-file=${file("tokens.csv")}`,
      "--authorization-mode=RBAC",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${file("accounts.key")}`,
      `--service-account-signing-key-file=${file("accounts.key")}`,
      "--allow-privileged=true",
      ...more,
    ]),
  ];
  const authority = file("certificates/apiserver.crt");
  await waitFor("the API server's certificate", () => existsSync(authority), { log: file("kube-apiserver.log") });
  const api = new Api({ server: `https://127.0.0.1:${secure}`, ca: readFileSync(authority), token });
  await waitFor("the API server", () => api.ask("GET", "/readyz"), { log: file("kube-apiserver.log") });

  const kubeconfig = writeKubeconfig(api.connection, file("kubeconfig"));
  started.push(
    launch(programs["kube-controller-manager"], folder, [
      `--kubeconfig=${kubeconfig}`,
      `--service-account-private-key-file=${file("accounts.key")}`,
      `--root-ca-file=${authority}`,
      "--node-monitor-grace-period=30m", // a busy machine is no reason to call a played node unreachable
      "--leader-elect=false",
      "--secure-port=0",
    ]),
    launch(programs["kube-scheduler"], folder, [
      `--config=${schedulerConfig(file("scheduler.yaml"), kubeconfig)}`,
      "--secure-port=0",
    ]),
  );
  const stop = () => {
    for (const child of started.reverse()) signal(child, "SIGKILL");
  };
  return { api, kubeconfig, isOwn: true, stop };
}

/** The scheduler as it is, but a pod that had no place is looked at again after a second, not after up to ten. */
function schedulerConfig(file: string, kubeconfig: string): string {
  const config = {
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    clientConnection: { kubeconfig },
    leaderElection: { leaderElect: false },
    podMaxBackoffSeconds: 1,
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Starts what plays the kubelets of simulated nodes. */
export const startKwok = (program: string, folder: string, kubeconfig: string) =>
  launch(program, folder, [
    `--kubeconfig=${kubeconfig}`,
    `--config=${join(ROOT, "__tests__/cluster/kubelet.yaml")}`,
    "--node-ip=127.0.0.1",
    "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
    "--node-lease-duration-seconds=40",
  ]);

function launch(program: string, folder: string, args: readonly string[]) {
  const name = program.split("/").at(-1) as string;
  const child = start([program, ...args], { cwd: folder, env: process.env, log: join(folder, `${name}.log`) });
  child.on("error", (error) => {
    throw new StepError(`${program} cannot be started: ${error.message}\n${tail(join(folder, `${name}.log`), 5)}`);
  });
  return child;
}

/** Below the ports that systems give to outgoing connections, which would take one before the program listens on it. */
const [FIRST, PORTS] = [20_000, 12_000];
/** Where to look next: no port is given twice in one run, and runs beside this one begin elsewhere. */
let next = (process.pid * 97) % PORTS;

/** Ports of the loopback that nobody listens on, and that nobody else of this run is given. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tried = 0; ports.length < count; tried += 1) {
    if (tried === PORTS) throw new StepError(`no ports are free from ${FIRST} to ${FIRST + PORTS - 1}`);
    const port = FIRST + (next++ % PORTS);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const server = createServer();
    server.once("error", () => settle(false));
    server.listen(port, "127.0.0.1", () => server.close(() => settle(true)));
  });

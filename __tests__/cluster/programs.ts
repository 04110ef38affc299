import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { ROOT } from "../../cli/places";
import { run, StepError, tail } from "../emulator/processes";

/** What makes a cluster: the control plane, where it keeps its state, and what plays the nodes. */
export const PROGRAMS = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"] as const;
type Name = (typeof PROGRAMS)[number];
/** Where each program is. */
export type Programs = Readonly<Record<Name, string>>;

/** Version of Kubernetes that is built; its Go module is in `programs/kubernetes/go.mod`. */
const VERSION = "1.35.4";
/** Oldest Go that builds all of it: the one that `programs/kwok/go.mod` asks for. */
export const GO = "1.26";

const SOURCES = join(ROOT, "__tests__/cluster/programs");
const MODULES = ["kubernetes", "kwok"] as const;

/** What a release build writes into the programs, which they would not know otherwise. */
const STAMP = ["gitVersion=v1.35.4", "gitMajor=1", "gitMinor=35"].map(
  (value) => `-X k8s.io/component-base/version.${value}`,
);

/** What is needed: of a cluster that is there already only what plays its nodes. */
export const needed = (): readonly Name[] => (process.env.KUBECONFIG ? ["kwok"] : PROGRAMS);

/** The programs as they are on the path or in the cache; undefined when one that is needed has to be built. */
export function findPrograms(): Programs | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), cacheFolder()];
  const found = needed().map((name) => {
    const folder = folders.find((one) => one !== "" && existsSync(join(one, name)));
    return folder === undefined ? [] : [name, join(folder, name)];
  });
  return found.every(({ length }) => length > 0) ? (Object.fromEntries(found) as Programs) : undefined;
}

/** Whether a Go that can build the programs is here. */
export function hasGo(): boolean {
  // in the module's folder, because Go fetches a newer one of its own when a module asks for it
  const { stdout } = spawnSync("go", ["env", "GOVERSION"], { cwd: join(SOURCES, "kwok"), encoding: "utf8" });
  const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(stdout?.trim() ?? "") ?? [];
  const [wantedMajor = 0, wantedMinor = 0] = GO.split(".").map(Number);
  return Number(major) > wantedMajor || (Number(major) === wantedMajor && Number(minor) >= wantedMinor);
}

/** Builds the programs into the cache, which takes about five minutes on two cores. */
export async function buildPrograms(log: string): Promise<Programs> {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${cache}-building-`);
  try {
    for (const module of MODULES.filter((one) => one === "kwok" || needed().length > 1)) {
      const command = ["go", "build", "-trimpath", "-ldflags", ["-s", "-w", ...STAMP].join(" "), "-o", folder, "tool"];
      const { code } = await run(command, { cwd: join(SOURCES, module), env: process.env, log });
      if (code !== 0) throw new StepError(`the programs of ${module} ${VERSION} cannot be built:\n${tail(log, 20)}`);
    }
    for (const program of readdirSync(folder)) // the main package of etcd's module is its server
      renameSync(join(folder, program), join(cache, program === "server" ? "etcd" : program));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return findPrograms() as Programs;
}

/** `$XDG_CACHE_HOME/aws-platform/cluster-<hash>`: other modules are another folder. */
export function cacheFolder(): string {
  const hash = createHash("sha256");
  for (const module of MODULES)
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(SOURCES, module, file)));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "aws-platform", `cluster-${hash.digest("hex").slice(0, 16)}`);
}

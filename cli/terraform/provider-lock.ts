import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedProviders } from "../../platform/providers";
import { ROOT } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import type { Provider } from "./adapt";
import { inStack } from "./commands";
import { LOCK } from "./strangers";

/** The committed lock file, of every provider and platform. */
export const PROVIDER_LOCK = join(ROOT, "providers.lock.hcl");

/** Whoever plans on one of these gets the same files: continuous integration, and the machines of people. */
const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_arm64", "darwin_amd64"];

/** Asks the registry for the checksums of the pinned providers on every platform, and writes the lock file. */
export async function writeProviderLock(): Promise<string> {
  await withTemporaryFolder("providers", async (folder) => {
    const text = JSON.stringify({ terraform: { required_providers: pinnedProviders() } });
    writeFileSync(join(folder, "main.tf.json"), text);
    await inStack(folder, process.env, "providers", "lock", ...PLATFORMS.map((platform) => `-platform=${platform}`));
    copyFileSync(join(folder, LOCK), PROVIDER_LOCK);
  });
  return "providers.lock.hcl has the checksums of every provider on every platform; commit it";
}

/**
 * Puts the committed checksums of a stack's providers into its folder, so that Terraform refuses any other file. Nothing where no
 * lock file is committed, or where it is of another version than the stack asks for: a mirror may have only that.
 */
export function useProviderLock(folder: string, providers: readonly Provider[], file = PROVIDER_LOCK): void {
  if (!existsSync(file)) return;
  const lock = lockOf(readFileSync(file, "utf8"), providers);
  if (!lock) return;
  rmSync(join(folder, LOCK), { force: true }); // what it may lead to is not written
  writeFileSync(join(folder, LOCK), lock);
}

/** The blocks of some providers in a lock file; undefined when it does not have all of them at their versions. */
export function lockOf(text: string, providers: readonly Provider[]): string | undefined {
  const blocks = text.match(/^provider "[^"]+" \{\n[\s\S]*?^\}\n/gm) ?? [];
  const found = providers.map(({ source, version }) =>
    blocks.find(
      (block) =>
        new RegExp(`^provider "[^"/]+/${source}" \\{`).test(block) &&
        /^ +version += "([^"]+)"/m.exec(block)?.[1] === version,
    ),
  );
  return found.includes(undefined) ? undefined : found.join("\n");
}

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Aws, ifThere } from "../aws";
import { type Item, itemsOf, textOf } from "./row";

/** An earlier state that still holds something. */
export interface GoodVersion {
  readonly versionId: string;
  readonly written: string;
  readonly resources: number;
}

/** Versions that are looked at, the newest first: a state is written many times while a stack is applied. */
const MOST = 20;

/**
 * The newest version of a state that holds resources. A bucket keeps every version of every state; whoever lost the object,
 * or wrote an empty one over it, restores that version.
 */
export async function lastGoodVersion(aws: Aws, bucket: string, key: string): Promise<GoodVersion | undefined> {
  const answer = await ifThere(aws<Item>("s3api", "list-object-versions", "--bucket", bucket, "--prefix", key));
  const versions = itemsOf(answer ?? {}, "Versions").filter((item) => textOf(item, "Key") === key);
  for (const item of versions.slice(0, MOST)) {
    const versionId = textOf(item, "VersionId");
    const resources = await countIn(aws, bucket, key, versionId);
    if (resources > 0) return { versionId, written: textOf(item, "LastModified"), resources };
  }
  return undefined;
}

/** Resources in one version of a state; 0 of what is not readable. The CLI writes objects to files only. */
async function countIn(aws: Aws, bucket: string, key: string, versionId: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "state-"));
  const file = join(folder, "state.json");
  try {
    await aws("s3api", "get-object", "--bucket", bucket, "--key", key, "--version-id", versionId, file);
    const { resources = [] } = JSON.parse(await readFile(file, "utf8")) as { resources?: readonly { mode: string }[] };
    return resources.filter(({ mode }) => mode === "managed").length;
  } catch (error) {
    if (error instanceof SyntaxError) return 0;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The command that makes a version of a state the newest again. */
export const restoreCommand = (bucket: string, key: string, { versionId }: GoodVersion): string =>
  `aws s3api copy-object --bucket ${bucket} --key ${key} --copy-source '${bucket}/${key}?versionId=${versionId}'`;

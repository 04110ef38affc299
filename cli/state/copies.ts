/** What a state file says of itself. Source: the lineage and serial of Terraform's state format, version 4. */
interface Version {
  readonly lineage?: unknown;
  readonly serial?: unknown;
}

/**
 * Which of two copies of a state to keep: whoever is killed between copying it and saying so leaves both. Serials count the
 * writes of one lineage; equal ones are the same. Undefined: they are not of one state, so that neither replaces the other.
 * @param local the file on this machine; empty when there is none
 * @param bucket what Terraform pulls from the bucket; empty when nothing is there
 */
export function copyToKeep(local: string, bucket: string): "local" | "bucket" | "neither" | undefined {
  const [here, there] = [versionOf(local), versionOf(bucket)];
  if (!here && !there) return "neither";
  if (!here || !there) return here ? "local" : "bucket";
  if (here.lineage !== there.lineage) return undefined;
  return Number(here.serial) > Number(there.serial) ? "local" : "bucket";
}

/** Undefined: it is no state. A file that was cut off is none either, and no reason to throw the other copy away. */
function versionOf(text: string): Version | undefined {
  try {
    const state: Version | null = JSON.parse(text);
    return state?.lineage === undefined ? undefined : state;
  } catch {
    return undefined;
  }
}

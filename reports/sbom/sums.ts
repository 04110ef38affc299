import { createHash } from "node:crypto";

/**
 * Content of `SHA256SUMS`, sorted by path, as `sha256sum --check` reads it.
 * @param files Content by path, relative to the folder of the sums.
 */
export const sha256Sums = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  sumsOf(Object.entries(files).map(([path, content]) => [path, sha256Of(content)]));

/** The same of files whose hashes are known. */
export const sumsOf = (hashes: readonly (readonly [path: string, digits: string])[]): string =>
  [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digits]) => line(path, digits))
    .join("");

export const sha256Of = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** A path with a line break or a backslash is escaped, which a backslash in front of the line says. */
function line(path: string, digits: string): string {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${escaped === path ? "" : "\\"}${digits}  ${escaped}\n`;
}

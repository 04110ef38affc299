import { createHash } from "node:crypto";

/**
 * Content of `SHA256SUMS`, sorted by path, as `sha256sum --check` reads it.
 * @param files Content by path, relative to the folder of the sums.
 */
export const sha256Sums = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => line(path, createHash("sha256").update(content).digest("hex")))
    .join("");

/** A path with a line break or a backslash is escaped, which a backslash in front of the line says. */
function line(path: string, digits: string): string {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${escaped === path ? "" : "\\"}${digits}  ${escaped}\n`;
}

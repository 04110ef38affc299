import { code, table } from "../parts";
import { section } from "../section";

/** The files this report was made from. */
export interface HashesView {
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
}

export const hashes = section(
  "hashes",
  "Hashes",
  "Which bytes was this report made from? SHA256SUMS beside it covers the report itself; check it with sha256sum -c.",
  ({ files }) =>
    table(
      "SHA-256 of every input",
      ["File", "SHA-256"],
      files.map(({ file, sha256 }) => [code(file), code(sha256)]),
    ),
);

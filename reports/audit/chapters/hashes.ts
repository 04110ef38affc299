import { code, table } from "../../html/parts";
import { chapter } from "./chapter";

/** The files this report was made from. */
export interface HashesView {
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
}

export const hashes = chapter({
  id: "hashes",
  title: "Hashes",
  lead: "Which bytes was this report made from? SHA256SUMS beside it covers the report itself; check it with sha256sum -c.",
  isEvidence: true,
  view: ({ inputs }) => ({ files: inputs.hashes }),
  render: ({ files }) =>
    table(
      "SHA-256 of every input",
      ["File", "SHA-256"],
      files.map(({ file, sha256 }) => [code(file), code(sha256)]),
    ),
});

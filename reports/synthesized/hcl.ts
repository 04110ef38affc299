import type { Json } from "./types";

const READ = new Map<string, Json>();

/** The small file that is written beside every stack: reading it needs no parser, and starting one takes half a second. */
const VERSION_ALONE = /^terraform \{\n {2}required_version = "([^"$]+)"\n\}\n$/;

/** HCL as the JSON that means the same, with a list for every kind of block. @throws Error with the place of a mistake */
export async function readHcl(file: string, text: string): Promise<Json> {
  const [, version] = VERSION_ALONE.exec(text) ?? [];
  if (version !== undefined) return { terraform: { required_version: version } };
  const known = READ.get(text);
  if (known !== undefined) return known;
  const { parse } = require("@cdktf/hcl2json") as typeof import("@cdktf/hcl2json");
  const json = (await parse(file, text)) as Json;
  READ.set(text, json);
  return json;
}

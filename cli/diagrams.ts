import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawArchitecture } from "../reports/diagram/architecture";
import { drawHouse } from "../reports/diagram/house";
import { drawStacks } from "../reports/diagram/stack-graph";
import { drawSvg } from "../reports/html/picture";
import { readEnvironments, type SynthesizedEnvironment } from "../reports/synthesized";
import { synthesizeHere } from "./synthesize";
import { withTemporaryFolder } from "./temporary-folder";

/** Environment whose pictures the README shows: the one with every stack, as the tests keep it. */
const SHOWN = "statuspage";
const ENVIRONMENTS = "__tests__/fixtures/environments";

/** The pictures of README and CONTRIBUTING, by file name. */
export async function readmePictures(environments: readonly SynthesizedEnvironment[]): Promise<Map<string, string>> {
  const shown = environments.find(({ name }) => name === SHOWN);
  if (!shown) throw new Error(`${SHOWN} was not synthesized`);
  return new Map([
    ["architecture.svg", (await drawSvg("architecture", drawArchitecture(shown))).file],
    ["stacks.svg", (await drawSvg("stacks", drawStacks(shown))).file],
    ["code.svg", (await drawSvg("code", drawHouse())).file],
  ]);
}

/** Draws them from what is synthesized now, and says where they are. */
export async function drawAll(): Promise<void> {
  const folder = "docs/images";
  const pictures = await withTemporaryFolder("diagrams", async (outdir) => {
    await synthesizeHere({ CDKTF_OUTDIR: outdir, ENVIRONMENT: SHOWN, ENVIRONMENTS_DIR: ENVIRONMENTS });
    return readmePictures(readEnvironments(outdir));
  });
  mkdirSync(folder, { recursive: true });
  for (const [file, svg] of pictures) {
    writeFileSync(join(folder, file), svg);
    console.log(join(folder, file));
  }
}

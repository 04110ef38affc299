import { synthesizeHere } from "../../cli/synthesize";
import { withTemporaryFolder } from "../../cli/temporary-folder";
import { readEnvironments } from "../../reports/synthesized";
import { fetchCharts } from "./charts";
import { madeBy } from "./place";
import { missingCharts } from "./requirements";

/** Fetches the public charts of every environment and prints their folder; nothing where they cannot be had, which is said. */
withTemporaryFolder("charts", async (folder) => {
  await synthesizeHere({ CDKTF_OUTDIR: folder });
  const releases = readEnvironments(folder).flatMap(({ name }) => madeBy(folder, name).releases);
  fetchCharts(releases);
  const missing = missingCharts(releases);
  for (const line of missing) console.error(line);
  if (missing.length === 0) console.log(process.env.HELM_CHARTS_DIR);
});

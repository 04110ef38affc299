import { chartsOf } from "../../cli/manifests/list-images";
import { releasesOf } from "../../reports/manifests";
import { CHART_IMAGES } from "../../reports/sbom";
import { realEnvironments } from "../reports/real-output";
import { describeChart } from "./render";

const releases = realEnvironments().flatMap((environment) =>
  environment.stacks.flatMap((stack) => releasesOf(stack, environment)),
);

describe("the list of the images of", () => {
  for (const chart of new Set(releases.flatMap((one) => (one.repository ? [one.chart] : []))))
    describeChart(chart)(chart, () => {
      test("says what the chart says when it is rendered", () => {
        const found = chartsOf(releases.filter((one) => one.chart === chart));
        expect(Object.fromEntries(Object.keys(found).map((key) => [key, CHART_IMAGES.charts[key]]))).toEqual(found);
      }, 120_000);
    });
});

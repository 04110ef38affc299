import { command } from "../command";

export const chartImages = command({
  name: "chart-images",
  task: "maintain",
  summary: "list the images of the public charts, for the bill of materials",
  description:
    "Renders every public chart of the folder HELM_CHARTS_DIR with the values of the shipped environments, finds which settings decide its images, and compares with reports/sbom/chart-images.json.",
  isOfRepository: true,
  options: { accept: { description: "write the list" } },
  examples: [
    ["", "compares"],
    ["--accept", "writes the list, after a new version of a chart"],
  ],
  exitCodes: { 1: "the list says something else, or a chart is not there" },
  run: async ({ options }) => (await import("../manifests/list-images.js")).listImages(options.accept),
});

import { command } from "../command";

export const prices = command({
  name: "prices",
  task: "maintain",
  summary: "make the price book from a folder of price figures",
  description:
    "Reads ec2.json, ec2-spot.json, rds-postgresql.json, elasticache.json and services.json, each with the sources and dates of what it holds, and writes reports/cost/prices/.",
  isOfRepository: true,
  arguments: [{ name: "folder", description: "folder of the figures", kind: "folder", isRequired: true }],
  examples: [["../figures", "every region's prices anew; review the difference like any other"]],
  run: async ({ args: [folder = ""] }) => console.log((await import("../../scripts/prices.js")).writePriceBook(folder)),
});

import { reportCost } from "../../reports/cost";
import { parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import type { Block } from "../helpers";

/** An environment `demo` of hand-written stacks. */
export const demo = (stacks: Readonly<Record<string, Block>>): SynthesizedEnvironment => ({
  name: "demo",
  stacks: Object.entries(stacks).map(([name, json]) => parseStack(`demo-${name}`, json as Values)),
});

/** One stack of hand-written resources in a region, with the standard assumptions or changed ones. */
export const stackOf = (resource: Block, usage: Record<string, unknown> = {}, region = "us-east-1") =>
  demo({
    network: { provider: { aws: [{ region }] }, resource, locals: { usage: { ...STANDARD, ...usage } } },
  });

/** What an environment file assumes that says nothing. */
export const STANDARD = {
  natGb: 50,
  internetGb: 50,
  loadBalancerUnits: 1,
  flowLogGb: 5,
  controlPlaneLogGb: 10,
  otherLogGb: 1,
  imageGb: 10,
  bucketGb: 1,
  dailyChangePercent: 2,
  spotPercent: 40,
};

/** The report on one stack of hand-written resources. */
export const reportOn = (resource: Block, usage: Record<string, unknown> = {}, region = "us-east-1") =>
  reportCost(stackOf(resource, usage, region));

/** What each charge is and costs. */
export const charges = (resource: Block, usage: Record<string, unknown> = {}, region = "us-east-1") =>
  reportOn(resource, usage, region).lines.map(({ what, monthlyUsd }) => `${what}: ${monthlyUsd}`);

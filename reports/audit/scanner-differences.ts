import { z } from "zod";
import { day, email, readRegister, sentence } from "../../environments/register";
import { coversPattern } from "../built/patterns";
import type { SynthesizedEnvironment, Values } from "../synthesized";

/** What an auditor's scanner can be given: the synthesized JSON, or the same as HCL. */
export type Form = "hcl" | "json";

const difference = z.strictObject({
  scanner: z.enum(["checkov", "trivy"]).describe("the scanner that says so"),
  check: z
    .string()
    .regex(/^(CKV2?_(AWS|K8S)_\d+|(AVD-)?(AWS|KSV)-\d{4})$/, { error: "is no check; write it like CKV_AWS_18" })
    .describe("its check, like CKV_AWS_18 or AWS-0089"),
  stack: z.string().describe("the name of the stack within an environment, like data"),
  address: z
    .string()
    .describe("the Terraform address, of what a chart makes that of its release; * stands for any part of it"),
  forms: z
    .array(z.enum(["hcl", "json"]))
    .min(1)
    .describe("what it is scanned as"),
  kind: z.enum(["accepted", "by design", "false positive"]).describe("false positive: it is not so"),
  reason: sentence("why it is not mended").describe("why it is not mended, or why it is false"),
  owner: email.describe("the e-mail address of the team that answers for it"),
  expires: day.describe("the last day it counts, like 2027-05-31"),
});

const register = z.strictObject({ differences: z.array(difference).describe("one entry each") });

/** Something that a scanner finds and this audit does not, and why nobody mends it. */
export interface ScannerDifference extends z.infer<typeof difference> {
  /** Where it is written: `scanner-differences.yaml:7`. */
  readonly place: string;
}

/** The register, or what is wrong with it. */
export interface ScannerRegister {
  readonly differences: readonly ScannerDifference[];
  readonly problems: readonly string[];
}

/** Reads the register. With problems there are no differences. */
export function parseScannerDifferences(text: string, file = "scanner-differences.yaml"): ScannerRegister {
  const read = readRegister(text, file, register);
  if ("problems" in read) return { differences: [], problems: read.problems };
  const { value, placeOf } = read;
  return {
    differences: value.differences.map((one, i) => ({ ...one, place: placeOf(["differences", i]) })),
    problems: [],
  };
}

/** A difference at one resource of an environment. */
export interface DifferenceHere {
  readonly difference: ScannerDifference;
  readonly stack: string;
  readonly address: string;
  /** The file of the stack, relative to the output folder. */
  readonly file: string;
  /** Of a Helm release whose chart lies beside the stack its folder, relative to the stack's. @default none */
  readonly chart?: string;
}

/** The differences that concern an environment, resource by resource; expired ones count no more. */
export const differencesIn = (
  { stacks }: SynthesizedEnvironment,
  differences: readonly ScannerDifference[],
  date: string,
): DifferenceHere[] =>
  differences
    .filter(({ expires }) => expires >= date)
    .flatMap((difference) =>
      stacks
        .filter(({ name }) => name === difference.stack)
        .flatMap(({ name, file, resources, providers }) =>
          [...resources, ...providers]
            .filter(({ address }) => coversPattern(difference.address, address))
            .map(({ address, values }) => ({ difference, stack: name, address, file, ...chartBeside(values) })),
        ),
    );

/** Where cdktf copies the charts of this project to. */
const chartBeside = ({ chart }: Values): { chart?: string } =>
  typeof chart === "string" && chart.startsWith("assets/") ? { chart } : {};

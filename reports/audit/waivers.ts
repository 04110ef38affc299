import { z } from "zod";
import { day, email, matching, readRegister, sentence } from "../../environments/register";

/** Behind the address of a Helm release stands the object that its chart makes: `helm_release.main/Job/migrate`. */
const OBJECT = "(/[A-Z][A-Za-z]*/[a-z0-9.*-]+)?";

const address = matching(
  new RegExp(`^[a-z][a-z0-9_]*\\.[a-zA-Z_][\\w-]*${OBJECT}$`),
  "is not the address of a resource",
  "it like aws_db_instance.data_database_main",
);

const waiver = z.strictObject({
  rule: z.string().describe("the id of a rule of reports/rules"),
  environment: z.string().describe("the name of an environment"),
  stack: z.string().describe("the name of the stack within it, like data"),
  address: address.describe("the Terraform address the rule fails at"),
  reason: sentence("why the rule is not followed").describe("why the rule is not followed"),
  owner: email.describe("the e-mail address of the team that answers for it"),
  expires: day.describe("the last day it counts, like 2027-05-31"),
  compensatingControl: sentence("what limits the damage meanwhile").describe("what limits the damage meanwhile"),
});

const platformWaiver = waiver.omit({ environment: true }).extend({
  address: z
    .string()
    .regex(new RegExp(`^[a-z][a-z0-9_]*\\.[a-zA-Z_*][\\w*-]*${OBJECT}$`), {
      error: "is not the address of a resource; write it like aws_lb.main or kubernetes_ingress_v1.apps_*",
    })
    .describe("the Terraform address the rule fails at; * stands for any part of a name"),
});

const register = z.strictObject({
  waivers: z.array(waiver).describe("one entry each, or [] when there is none"),
  platform: z
    .array(platformWaiver)
    .optional()
    .describe("rules that this platform breaks by design in every environment, which its maintainers answer for"),
});

/** One rule that one resource may break until a day. */
export interface Waiver extends z.infer<typeof waiver> {
  /** Where it is written: `waivers.yaml:7`. */
  readonly place: string;
}

/** A rule that the platform itself breaks, in whichever environment. */
export interface PlatformWaiver extends Omit<Waiver, "environment"> {}

/** The waivers of a register, and what is wrong with it: one sentence each, with file and line. */
export interface WaiverRegister {
  readonly waivers: readonly Waiver[];
  /** @default none */
  readonly platform?: readonly PlatformWaiver[];
  readonly problems: readonly string[];
}

/** Reads the register. With problems there are no waivers: half a register would let findings through or fail others. */
export function parseWaivers(text: string, file = "waivers.yaml"): WaiverRegister {
  const read = readRegister(text, file, register);
  if ("problems" in read) return { waivers: [], problems: read.problems };
  const { value, placeOf } = read;
  return {
    waivers: value.waivers.map((found, i) => ({ ...found, place: placeOf(["waivers", i]) })),
    ...(value.platform && {
      platform: value.platform.map((found, i) => ({ ...found, place: placeOf(["platform", i]) })),
    }),
    problems: [],
  };
}

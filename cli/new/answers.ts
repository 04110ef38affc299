import { regionProblem, zoneProblem, zonesIn } from "../../environments/regions";
import { isPrivate, overlap, prefixOf } from "../../environments/rules/ranges";
import { environmentSchema } from "../../environments/schema";
import { cidr, email, like } from "../../environments/sections/scalars";
import { APPS, type AppName } from "./apps";

/** What an environment is for: the least that runs an app, or every part that there is. */
export const PURPOSES = ["minimal", "everything"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Everything that a new environment file is written from. */
export interface Answers {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly purpose: Purpose;
  readonly apps: readonly AppName[];
  /** Range of the VPC. */
  readonly cidr: string;
  /** ARN of who administers the cluster. */
  readonly admin: string;
  /** Range that the workloads are deployed from. */
  readonly access: string;
  /** Who gets alarms, and answers for waivers. */
  readonly email: string;
  /** Answers that nobody gave: their standard is an example. */
  readonly examples: readonly Option[];
}

/** What was answered so far, as it was typed. */
export type Typed = Readonly<Partial<Record<Option, string | undefined>>>;
export type Option = Exclude<keyof Answers, "name" | "examples">;

/** What is known of the project the environment comes to. */
export interface Neighbours {
  /** Ranges of the VPCs that there are. */
  readonly ranges: readonly string[];
}

/** One thing to answer: on the command line, or when asked. */
export interface Question {
  readonly option: Option;
  readonly asks: string;
  /** What is taken when nothing is said; undefined: somebody has to say it. */
  readonly standard: (typed: Typed, neighbours: Neighbours) => string | undefined;
  /** Why an answer cannot be used, and what to write instead; undefined: it can. */
  readonly problem: (text: string, typed: Typed) => string | undefined;
  /** Whether the standard is an example that nobody can deploy with. @default false */
  readonly isExample?: boolean;
}

/** A range that no network of the others has. */
function freeRange({ ranges }: Neighbours): string {
  const candidates = Array.from({ length: 200 }, (_, i) => `10.${30 + i}.0.0/16`);
  return (
    candidates.find((one) => one !== EXAMPLE_ACCESS && !ranges.some((range) => overlap(one, range))) ?? "10.30.0.0/16"
  );
}

const EXAMPLE_ACCESS = "10.64.0.0/16";
const listOf = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** Zones are named whole, or by their letter. */
export const zoneNames = (text: string, region: string): string[] =>
  listOf(text)
    .map((zone) => (zone.length === 1 ? `${region}${zone}` : zone))
    .sort();

/** Names of apps; none for `none`. */
export const appNames = (text: string): string[] => (text === "none" ? [] : listOf(text));

interface Schema {
  safeParse(value: unknown): { error?: { issues: readonly { message: string }[] } | undefined };
}
const by =
  (schema: Schema) =>
  (text: string): string | undefined =>
    schema.safeParse(text).error?.issues[0]?.message;
const { shape } = environmentSchema;

/** In the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  {
    option: "account",
    asks: "AWS account number, twelve digits",
    standard: () => undefined,
    problem: by(shape.account),
  },
  {
    option: "region",
    asks: "AWS region, like eu-central-1",
    standard: () => undefined,
    problem: (text) => by(shape.region)(text) ?? regionProblem(text),
  },
  {
    option: "purpose",
    asks: `what it is for, ${PURPOSES.join(" or ")}`,
    standard: () => "minimal",
    problem: (text) =>
      PURPOSES.some((one) => one === text) ? undefined : `"${text}" is no purpose; write one of ${PURPOSES.join(", ")}`,
  },
  {
    option: "zones",
    asks: "zones, by their letters, two at least",
    standard: ({ region = "", purpose }) =>
      zonesIn(region)
        .slice(0, purpose === "everything" ? 3 : 2)
        .join(),
    problem: zonesProblem,
  },
  {
    option: "apps",
    asks: `apps to begin with, of ${Object.keys(APPS).join(", ")}, or none`,
    standard: ({ purpose }) => (purpose === "everything" ? Object.keys(APPS).join() : "web"),
    problem: (text) => {
      const unknown = appNames(text).filter((one) => !Object.hasOwn(APPS, one));
      if (new Set(appNames(text)).size < appNames(text).length) return `"${text}" has an app twice; write each once`;
      return unknown.length > 0
        ? `"${unknown.join()}" is no app to begin with; write some of ${Object.keys(APPS).join(", ")}, or none`
        : undefined;
    },
  },
  {
    option: "cidr",
    asks: "IPv4 range of its network, fixed once it is deployed",
    standard: (_, neighbours) => freeRange(neighbours),
    problem: rangeProblem,
  },
  {
    option: "admin",
    asks: "ARN of the IAM role that administers the cluster",
    standard: ({ account }) => `arn:aws:iam::${account}:role/platform-admin`,
    problem: by(like("principal")),
    isExample: true,
  },
  {
    option: "access",
    asks: "IPv4 range that the workloads are deployed from: a runner, a VPN or a bastion",
    standard: () => EXAMPLE_ACCESS,
    problem: by(cidr),
    isExample: true,
  },
  {
    option: "email",
    asks: "e-mail address of who gets alarms, and answers for what is waived",
    standard: () => "platform@example.com",
    problem: by(email),
    isExample: true,
  },
];

function zonesProblem(text: string, { region = "" }: Typed): string | undefined {
  const zones = zoneNames(text, region);
  const problem = zones.map((zone) => zoneProblem(zone, region)).find(Boolean);
  if (problem) return problem;
  return new Set(zones).size < 2 || new Set(zones).size < zones.length
    ? `"${text}" are not two different zones; EKS and load balancers need two at least, like ${zonesIn(region).slice(0, 2).join()}`
    : undefined;
}

/** Smaller networks leave a load balancer no room in the subnets that are cut here. */
const SMALLEST = 19;

function rangeProblem(text: string): string | undefined {
  const problem = by(cidr)(text);
  if (problem) return problem;
  if (!isPrivate(text))
    return `${text} is public, so the VPC could not reach who owns it; write a private one, like 10.30.0.0/16`;
  return prefixOf(text) < 16 || prefixOf(text) > SMALLEST
    ? `${text} is no size that is cut into subnets here; write a range from /16 to /${SMALLEST}, like 10.30.0.0/16`
    : undefined;
}

import { terraformProduct } from "../../platform/terraform";
import type { Finding, Subject, ToolName } from "./check";
import { fine, problem } from "./check";

interface Tool {
  readonly name: string;
  /** Oldest version that works, by its major version where they are counted apart. */
  readonly oldest: readonly string[];
  readonly why: string;
  readonly install: string;
}

/** Programs that a deployer needs. */
const TOOLS: Readonly<Record<ToolName, Tool>> = {
  node: {
    name: "Node.js",
    oldest: ["20.0.0"],
    why: "everything here runs on it",
    install: "https://nodejs.org/en/download",
  },
  terraform: { ...terraformProduct(), oldest: ["1.10.0"], why: "older ones know no lock file in S3" },
  aws: {
    name: "the AWS CLI",
    // both from January 2025: eks describe-cluster-versions is new in December 2024, get-token version v1 in May 2022
    oldest: ["1.37.0", "2.23.0"],
    why: "Terraform logs in to the cluster with it, and older ones do not know every call made here",
    install: "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html",
  },
};

/** Whether a program is there and new enough. */
export const checkTool =
  (id: ToolName) =>
  ({ tools }: Pick<Subject, "tools">): Finding[] => {
    const { name, oldest, why, install } = TOOLS[id];
    const version = tools[id];
    const wanted = oldest.map((each) => each.replace(/\.0$/, "")).join(" or ");
    if (version === undefined)
      return [problem(`${name} is not on this machine; ${why}`, `install ${wanted} or later: ${install}`)];
    return isTooOld(version, oldest)
      ? [problem(`${name} ${version} is too old; ${why}`, `install ${wanted} or later: ${install}`)]
      : [fine(`${name} ${version}`)];
  };

/** Compared with the newest threshold that is not of a later major version. */
function isTooOld(version: string, oldest: readonly string[]): boolean {
  const reached = oldest.filter((each) => majorOf(each) <= majorOf(version)).at(-1) ?? oldest[0] ?? "0";
  const [found, wanted] = [numbersOf(version), numbersOf(reached)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (found[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

const numbersOf = (version: string): number[] => (version.split(/[-+]/)[0] ?? "").split(".").map(Number);
const majorOf = (version: string): number => numbersOf(version)[0] ?? 0;

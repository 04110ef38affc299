import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Environment } from "../../environments/schema";
import { unmet } from "./expectation";
import { run, StepError } from "./processes";
import { changesOf, type Plan } from "./terraform";
import type { Workspace } from "./workspace";

/** A step of an upgrade: what is written into the environment file, and what the plan then says, no more and no less. */
export interface Upgrade {
  readonly name: string;
  readonly stack: string;
  /** Values by their path in the environment file; undefined where the environment has nothing to upgrade. */
  readonly write: (environment: Environment) => readonly Written[] | undefined;
  /** Every resource that changes, by type: what is done to it, and for one that stays the arguments that change. */
  readonly changes: Readonly<Record<string, string>>;
  /** Exit code of `npm run plan`: whether somebody must approve it. */
  readonly exitCode: 0 | 2;
}

type Written = readonly [path: readonly string[], value: string];

const nextMinor = (version: string): string => version.replace(/\d+$/, (minor) => String(Number(minor) + 1));
const nodeGroups = ({ cluster }: Environment): string[] => Object.keys(cluster?.nodeGroups ?? {});

/** The steps of `docs/upgrade/` that a plan can show before they are taken. */
export const UPGRADES: readonly Upgrade[] = [
  {
    name: "Kubernetes, one minor version, the nodes later",
    stack: "cluster",
    write: (environment) =>
      environment.cluster && [
        [["cluster", "version"], nextMinor(environment.cluster.version)],
        ...nodeGroups(environment).map(
          (group): Written => [["cluster", "nodeGroups", group, "version"], environment.cluster?.version ?? ""],
        ),
      ],
    changes: { aws_eks_cluster: "update: version", aws_eks_addon: "update: addon_version" },
    exitCode: 0,
  },
  {
    name: "Kubernetes, one minor version, the nodes with it",
    stack: "cluster",
    write: (environment) => environment.cluster && [[["cluster", "version"], nextMinor(environment.cluster.version)]],
    changes: {
      aws_eks_cluster: "update: version",
      aws_eks_addon: "update: addon_version",
      aws_eks_node_group: "update: version",
    },
    exitCode: 0,
  },
  {
    name: "image of the nodes",
    stack: "cluster",
    write: (environment) =>
      environment.cluster &&
      nodeGroups(environment).map(
        (group): Written => [
          ["cluster", "nodeGroups", group, "releaseVersion"],
          `${environment.cluster?.version}.9-20261101`,
        ],
      ),
    changes: { aws_eks_node_group: "update: release_version" },
    exitCode: 0,
  },
  {
    name: "PostgreSQL, one major version, and Redis to Valkey",
    stack: "data",
    write: ({ data }) =>
      data?.database && data.cache
        ? [
            [["data", "database", "engineVersion"], "17"],
            [["data", "cache", "engine"], "valkey"],
            [["data", "cache", "engineVersion"], "8.2"],
          ]
        : undefined,
    changes: {
      aws_db_instance: "update: engine_version, parameter_group_name",
      aws_db_parameter_group: "create and delete",
      aws_elasticache_parameter_group: "create and delete",
      aws_elasticache_replication_group: "update: engine, engine_version, parameter_group_name",
    },
    exitCode: 0,
  },
];

/** Plans each step against what is deployed, and puts the environment file back: what is not as foretold, a sentence each. */
export async function rehearse(workspace: Workspace): Promise<string[]> {
  const problems: string[] = [];
  for (const upgrade of UPGRADES) {
    const written = upgrade.write(workspace.environment);
    if (written && written.length > 0) problems.push(...(await rehearseStep(workspace, upgrade, written)));
  }
  return problems;
}

async function rehearseStep(
  workspace: Workspace,
  { name, stack, changes, exitCode }: Upgrade,
  written: readonly Written[],
): Promise<string[]> {
  const { environment, options, folder } = workspace;
  let before = "";
  workspace.edit((text) => {
    before = text;
    const document = parseDocument(text);
    for (const [path, value] of written) document.setIn(path, value);
    return String(document);
  });
  const program = join(__dirname, "../../cli/aws-platform.js");
  const { code, output } = await run([process.execPath, program, "plan", environment.name, stack], options);
  workspace.edit(() => before);
  if (code !== 0 && code !== 2) throw new StepError(`${name}: npm run plan ended with ${code}: ${output.slice(-500)}`);
  const file = join(folder, "plans", environment.name, `${stack}.json`);
  const found = summary(JSON.parse(readFileSync(file, "utf8")) as Plan);
  return unmet([
    { what: `changes of ${name}`, wanted: sorted(changes), found: sorted(found) },
    { what: `exit code of ${name}`, wanted: exitCode, found: code },
  ]);
}

/** What is done to resources of each type; where they differ, all of it. */
function summary(plan: Plan): Record<string, string> {
  const done: Record<string, string> = {};
  for (const { type, actions, attributes } of changesOf(plan)) {
    const what = actions === "update" ? `update: ${attributes.join(", ")}` : actions;
    done[type] = [...new Set([...(done[type]?.split("; ") ?? []), what])].sort().join("; ");
  }
  return done;
}

const sorted = (record: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

import { stringify as toYaml } from "yaml";
import { byEnvironment, type Change } from "./graph";

/** YAML without anchors: people read it. */
const yaml = (value: object): string => toYaml(value, { aliasDuplicateObjects: false });

/** How a change is written for whoever asked. */
export const FORMS = {
  text: (change: Change) => text(change),
  json: (change: Change) => `${JSON.stringify(change, undefined, 2)}\n`,
  github: (change: Change) => github(change),
  gitlab: (change: Change) => gitlab(change),
  atlantis: (change: Change) => atlantis(change),
} as const;
export type Form = keyof typeof FORMS;

function text(change: Change): string {
  const lines = [...byEnvironment(change)].flatMap(([environment, stacks]) => [
    `${environment}:`,
    ...stacks.map(
      ({ stack, why, after }) =>
        `  ${stack.padEnd(10)} ${why}${why === "reads" ? ` ${after.join(", ")}` : after.length > 0 ? `, after ${after.join(", ")}` : ""}`,
    ),
  ]);
  const gone = change.gone.map(
    (id) => `${id} is gone from the files, and nothing destroys it by itself: docs/day-2/remove-environment.md`,
  );
  const all = [...lines, ...gone];
  return all.length > 0 ? `${all.join("\n")}\n` : "no stack is affected\n";
}

/** One line for `$GITHUB_OUTPUT` each: whether there is anything, and a matrix with one entry for each environment. */
function github(change: Change): string {
  const include = [...byEnvironment(change)].map(([environment, stacks]) => ({
    environment,
    stacks: stacks.map(({ stack }) => stack).join(" "),
  }));
  return `any=${include.length > 0}\nmatrix=${JSON.stringify({ include })}\n`;
}

/** A child pipeline with a plan and a deployment for each environment; the jobs they extend are in `pipelines/gitlab-jobs.yml`. */
function gitlab(change: Change): string {
  const jobs = [...byEnvironment(change)].flatMap(([environment, stacks]) => {
    const variables = { ENVIRONMENT: environment, STACKS: stacks.map(({ stack }) => stack).join(" ") };
    return [
      [`plan ${environment}`, { extends: ".plan", variables, tags: [environment] }],
      [
        `deploy ${environment}`,
        {
          extends: ".deploy",
          variables,
          tags: [environment],
          needs: [{ job: `plan ${environment}`, artifacts: true }],
          environment: { name: environment },
          resource_group: environment,
        },
      ],
    ] as [string, object][];
  });
  const nothing: [string, object] = [
    "nothing to plan",
    { script: ["echo 'no stack is affected'"], tags: ["platform"], stage: "plan" },
  ];
  return yaml({
    include: [{ local: "pipelines/gitlab-jobs.yml" }],
    stages: ["plan", "deploy"],
    ...Object.fromEntries(jobs.length > 0 ? jobs : [nothing]),
  });
}

/** Atlantis' configuration for one repository: a project for each stack, planned and applied after those it reads. */
function atlantis({ affected }: Change): string {
  return yaml({
    version: 3,
    automerge: false,
    parallel_plan: true,
    parallel_apply: true,
    abort_on_execution_order_fail: true,
    projects: affected.map(({ environment, stack, after }) => ({
      name: `${environment}-${stack}`,
      dir: `cdktf.out/stacks/${environment}-${stack}`,
      workspace: "default",
      autoplan: { enabled: true, when_modified: ["../../../**/*"] },
      ...(after.length > 0 && { depends_on: after.map((read) => `${environment}-${read}`) }),
      execution_order_group: depthOf(affected, environment, stack),
      plan_requirements: ["undiverged"],
      apply_requirements: ["approved", "mergeable", "undiverged"],
    })),
  });
}

/** How many stacks, one after the other, come before a stack. */
function depthOf(affected: Change["affected"], environment: string, stack: string): number {
  const own = affected.find((one) => one.environment === environment && one.stack === stack);
  return Math.max(0, ...(own?.after ?? []).map((read) => 1 + depthOf(affected, environment, read)));
}

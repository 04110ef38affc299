import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { FORMS } from "../../cli/affected/forms";
import { Agent, syntaxProblem } from "./shell";

interface Job {
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
  readonly extends?: string;
  readonly rules?: readonly { readonly if?: string; readonly when?: string }[];
  readonly variables?: Readonly<Record<string, string>>;
}

const read = (file: string): Record<string, Job> => parse(readFileSync(file, "utf8"));
const pipeline = read(".gitlab-ci.yml");
const templates = read("pipelines/gitlab-jobs.yml");
const FORK = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID != $CI_PROJECT_ID";

/** What GitLab runs: each line of a script in one shell. */
const scripts = Object.values({ ...pipeline, ...templates }).flatMap(({ script = [], before_script = [] }) => [
  ...before_script,
  ...script,
]);

describe(".gitlab-ci.yml", () => {
  test("has commands that a shell can read", () => {
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.map(syntaxProblem).filter(Boolean)).toEqual([]);
  });

  test("plans nothing of a fork", () => {
    for (const job of ["affected", "plan and deploy"])
      expect(pipeline[job]?.rules?.[0]).toEqual({ if: FORK, when: "never" });
  });

  test("knows no stored key of AWS", () => {
    expect(readFileSync("pipelines/gitlab-jobs.yml", "utf8")).not.toMatch(/SECRET_ACCESS_KEY|AKIA/);
  });

  test("computes the base: of a merge request, of a push, and none on a schedule", () => {
    const [, ...lines] = pipeline.affected?.script ?? [];
    const based = (env: Record<string, string>) => {
      const agent = new Agent({ npm: "" });
      expect(agent.run(lines.join("\n"), env)).toBe(0);
      const [first] = agent.log();
      agent.remove();
      return first?.split(" ").at(-2);
    };
    expect([
      based({ CI_MERGE_REQUEST_DIFF_BASE_SHA: "abc", CI_COMMIT_BEFORE_SHA: "0".repeat(40) }),
      based({ CI_COMMIT_BEFORE_SHA: "def" }),
      based({ CI_COMMIT_BEFORE_SHA: "def", CI_PIPELINE_SOURCE: "schedule" }),
    ]).toEqual(["abc", "def", "none"]);
  });
});

describe("the jobs of a child pipeline", () => {
  /** Runs a job with scripts in the place of the real ones, which only say that they were called. */
  const run = (job: string, env: Record<string, string>, CODE = "0") => {
    const agent = new Agent({ npm: "" });
    mkdirSync(join(agent.folder, "pipelines"));
    for (const name of ["plan", "drift", "deploy"])
      writeFileSync(
        join(agent.folder, `pipelines/${name}.sh`),
        `#!/usr/bin/env bash\necho "${name}.sh $*" >>"$WORKSPACE_TMP/log"\nexit ${name === "plan" ? CODE : 0}\n`,
        { mode: 0o755 },
      );
    const status = agent.run((templates[job]?.script ?? []).join("\n"), {
      ...{ ENVIRONMENT: "shop", STACKS: "network data", CI_PIPELINE_SOURCE: "parent_pipeline" },
      ...env,
    });
    const log = agent.log();
    agent.remove();
    return { status, log };
  };

  test("plan what is affected, and comment also when the review refuses", () => {
    expect(run(".plan", { CI_MERGE_REQUEST_IID: "7" }, "2")).toEqual({
      status: 2,
      log: ["plan.sh shop network data", "npm run post -- report/card.md Plan of shop"],
    });
    expect(run(".plan", {})).toEqual({ status: 0, log: ["plan.sh shop network data"] });
  });

  test("report drift on a schedule instead", () => {
    expect(run(".plan", { DRIFT: "1" }).log).toEqual([
      "drift.sh shop",
      "npm run post -- --issue report/drift-shop.md Drift of shop",
    ]);
  });

  test("deploy the plan of the same pipeline, by hand, on the default branch", () => {
    expect(run(".deploy", {}).log).toEqual(["deploy.sh shop"]);
    expect(templates[".deploy"]?.rules).toEqual([
      { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $DRIFT != "1"', when: "manual" },
    ]);
  });

  test("end in a sentence where there is no role", () => {
    const agent = new Agent({ npm: "" });
    const said = `${(templates[".aws"]?.before_script ?? []).join("\n")}`;
    const env = { ENVIRONMENT: "shop", ROLE_VARIABLE: "AWS_PLAN_ROLE_ARN", AWS_REGION: "us-east-1", ROLE: "" };
    expect([agent.run(said, env), agent.log()]).toEqual([1, []]);
    expect(said).toContain("The variables $ROLE_VARIABLE and AWS_REGION are not set for the environment $ENVIRONMENT.");
    agent.remove();
  });

  test("are written for each affected environment, and one when there is none", () => {
    const one = { environment: "shop", stack: "network", why: "changed", after: [] } as const;
    const child = parse(FORMS.gitlab({ affected: [one, { ...one, stack: "data", after: ["network"] }], gone: [] }));
    expect(child["plan shop"]).toEqual({
      extends: ".plan",
      variables: { ENVIRONMENT: "shop", STACKS: "network data" },
      tags: ["shop"],
    });
    expect(child["deploy shop"]).toMatchObject({ extends: ".deploy", needs: [{ job: "plan shop", artifacts: true }] });
    expect(Object.keys(parse(FORMS.gitlab({ affected: [], gone: [] })))).toEqual([
      "include",
      "stages",
      "nothing to plan",
    ]);
  });
});

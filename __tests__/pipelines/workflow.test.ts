import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { environmentNames } from "../../cli/places";
import { ENVIRONMENTS } from "../project";
import { Agent, syntaxProblem } from "./shell";
import { loadWorkflowParser } from "./workflow";

interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly "runs-on": string | readonly string[];
  readonly environment?: string;
  readonly permissions?: object;
  readonly strategy?: { readonly matrix: string };
  readonly steps: readonly {
    readonly name?: string;
    readonly if?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly with?: { readonly name?: string; readonly path?: string };
  }[];
}

const TEXT = readFileSync(".github/workflows/platform.yml", "utf8");
const workflow: { permissions: object; jobs: Record<string, Job> } = parse(TEXT);
const jobs = Object.entries(workflow.jobs);
const commands = (job: string): string[] => workflow.jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];
const problems = loadWorkflowParser();

describe(".github/workflows/platform.yml", () => {
  test("is what GitHub's schema for workflows asks for", async () => {
    expect(await problems(TEXT)).toEqual([]);
  });

  test.each([
    ["a key that is none", "runs-on:", "run-on:", "Unexpected value 'run-on'"],
    [
      "a job that waits for one that is not there",
      "needs: affected",
      "needs: effected",
      "depends on unknown job 'effected'",
    ],
    ["a value that is none", "id-token: write", "id-token: yes", "Unexpected value 'yes'"],
    ["an expression that names nothing", "vars.AWS_REGION", "varz.AWS_REGION", "Unrecognized named-value: 'varz'"],
  ])("is refused with %s", async (_, find, write, problem) => {
    expect((await problems(TEXT.replace(find, write))).join("\n")).toContain(problem);
  });

  test("plans, deploys and looks for drift on a runner of the environment's own, which can have a way to the private API", () => {
    for (const job of ["plan", "deploy", "drift"])
      expect(workflow.jobs[job]?.["runs-on"]).toEqual(["self-hosted", "linux", "${{ matrix.environment }}"]);
  });

  test("names no environment: those that a change reaches are computed, and nothing else is planned", () => {
    for (const job of ["plan", "deploy", "drift"])
      expect(workflow.jobs[job]?.strategy?.matrix).toBe("${{ fromJSON(needs.affected.outputs.matrix) }}");
    expect(workflow.jobs.plan?.environment).toBe("${{ matrix.environment }}-plan");
    expect(workflow.jobs.deploy?.environment).toBe("${{ matrix.environment }}");
    expect(commands("plan")).toContain('pipelines/plan.sh "$ENVIRONMENT" $STACKS');
    const names = environmentNames(ENVIRONMENTS);
    expect(names.filter((name) => TEXT.includes(name))).toEqual([]);
  });

  test("deploys what the job before it has planned, and only after a push", () => {
    expect(workflow.jobs.deploy).toMatchObject({ if: "github.event_name == 'push'", needs: ["affected", "plan"] });
    expect(commands("deploy")).toContain('exec pipelines/deploy.sh "$ENVIRONMENT"');
    expect(commands("deploy").join()).not.toContain("plan.sh");
    const given = (job: string) =>
      workflow.jobs[job]?.steps.flatMap(({ with: inputs }) => (inputs?.path?.startsWith("plans/") ? inputs : []));
    expect(given("deploy")).toMatchObject(given("plan")?.map(({ name, path }) => ({ name, path })) ?? ["none"]);
  });

  test("comments and keeps plan, review and SARIF also when the review refuses", () => {
    const after = workflow.jobs.plan?.steps.slice(
      1 + (workflow.jobs.plan?.steps.findIndex(({ run }) => run?.startsWith("pipelines/plan.sh")) ?? 0),
    );
    expect(after?.map(({ run, uses = "" }) => run ?? uses.replace(/@.*/, ""))).toEqual([
      'npm run post -- report/card.md "Plan of $ENVIRONMENT"',
      ...["actions/upload-artifact", "actions/upload-artifact", "github/codeql-action/upload-sarif"],
    ]);
    for (const step of after ?? []) expect(step.if).toMatch(/^always\(\)/);
  });

  test("runs nothing of a fork, and says so", () => {
    const isFork = "github.event.pull_request.head.repo.full_name != github.repository";
    expect(workflow.jobs.fork?.if).toContain(isFork);
    expect(commands("fork").join()).toContain("comes from a fork");
    expect(workflow.jobs.plan?.if).toContain(isFork.replace("!=", "=="));
  });

  test("ends in a sentence where there is no role", () => {
    for (const job of ["plan", "deploy", "drift"]) {
      const step = workflow.jobs[job]?.steps.find(({ name }) => name === "Is there a role?");
      expect(step?.if).toBe("vars.AWS_ROLE_ARN == '' || vars.AWS_REGION == ''");
      const agent = new Agent({});
      expect(
        agent.run(step?.run ?? "", { WHERE: "shop-plan", GITHUB_STEP_SUMMARY: join(agent.folder, "summary") }),
      ).toBe(1);
      expect(readFileSync(join(agent.folder, "summary"), "utf8")).toMatch(
        /^The GitHub environment shop-plan has no variables AWS_ROLE_ARN and AWS_REGION\. Name this repository/,
      );
      agent.remove();
    }
  });

  test("knows no stored key: only jobs that use AWS get a token for it, and only jobs that report may write", () => {
    expect(TEXT).not.toMatch(/secrets\.|access-key/);
    expect(workflow.permissions).toEqual({ contents: "read" });
    const permitted = jobs.flatMap(([name, { permissions = {} }]) =>
      Object.entries(permissions).flatMap(([what, level]) => (level === "write" ? `${name} ${what}` : [])),
    );
    expect(permitted.sort()).toEqual([
      "check security-events",
      "deploy id-token",
      "drift id-token",
      ...["plan id-token", "plan issues", "plan pull-requests", "plan security-events"],
      "weekly issues",
    ]);
  });

  test("pins every action by its commit", () => {
    const used = [...TEXT.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(8);
    expect(
      used.filter((action) => !/^[\w-]+\/[\w-]+(\/[\w-]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? "")),
    ).toEqual([]);
  });

  test("has commands that a shell can read", () => {
    expect(
      jobs
        .flatMap(([name]) => commands(name))
        .map(syntaxProblem)
        .filter(Boolean),
    ).toEqual([]);
  });

  test("puts nothing that comes from outside into a command", () => {
    expect(jobs.flatMap(([name]) => commands(name)).filter((run) => run.includes("${{"))).toEqual([]);
  });
});

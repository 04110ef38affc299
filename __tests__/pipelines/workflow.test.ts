import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { Agent, syntaxProblem } from "./shell";
import { loadWorkflowParser } from "./workflow";

interface Job {
  readonly needs?: string;
  readonly "runs-on": string | readonly string[];
  readonly environment?: string;
  readonly permissions?: object;
  readonly strategy?: { readonly matrix: { readonly environment: readonly string[] } };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
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
    ["a job that waits for one that is not there", "needs: plan", "needs: plans", "depends on unknown job 'plans'"],
    ["a value that is none", "id-token: write", "id-token: yes", "Unexpected value 'yes'"],
    ["an expression that names nothing", "vars.AWS_REGION", "varz.AWS_REGION", "Unrecognized named-value: 'varz'"],
  ])("is refused with %s", async (_, find, write, problem) => {
    expect((await problems(TEXT.replace(find, write))).join("\n")).toContain(problem);
  });

  test("plans and deploys on a runner of the environment's own, which can have a way to the private API", () => {
    const runners = ["plan", "deploy"].map((job) => workflow.jobs[job]?.["runs-on"]);
    expect(runners).toEqual(Array(2).fill(["self-hosted", "linux", "${{ matrix.environment }}"]));
  });

  test("takes the road of platform.Jenkinsfile", () => {
    expect(
      [...commands("check"), ...commands("plan"), ...commands("deploy")].map(
        (run) => /npm (ci|test|run (--silent )?\w+)|aws-platform\.js apply/.exec(run)?.[0],
      ),
    ).toEqual([
      ...["npm ci", "npm test", "npm run synth", "npm run audit"],
      ...["npm ci", "npm run plan", "npm run --silent review"],
      ...["npm ci", "npm run synth", "aws-platform.js apply", "npm run plan"],
    ]);
    expect(jobs.map(([name, { needs }]) => [name, needs])).toEqual([
      ["check", undefined],
      ["cluster", undefined],
      ["plan", "check"],
      ["deploy", "plan"],
    ]);
  });

  test("a cancelled job's signal reaches the apply that runs, once, and is waited for; the next stack is not applied", () => {
    const stub = `
      process.on("SIGINT", () => { console.log("asked"); setTimeout(() => { console.log("written"); process.exit(1); }, 300); });
      process.kill(process.ppid, "SIGINT");
      setInterval(() => undefined, 1000);`;
    const agent = new Agent({ node: `exec "${process.execPath}" -e '${stub}' >>"$WORKSPACE_TMP/log"` });
    const script = commands("deploy").find((run) => run.includes(" apply ")) ?? "";
    const code = agent.run(`mkdir -p plans/shop; touch plans/shop/network.plan plans/shop/data.plan; ${script}`, {
      ENVIRONMENT: "shop",
    });
    expect([code, agent.log()]).toEqual([
      1,
      ["node dist/cli/aws-platform.js apply plans/shop/network.plan", "asked", "written"],
    ]);
    agent.remove();
  });

  test("runs the deployment of the Jenkinsfile, to the letter", () => {
    const jenkinsfile = readFileSync("pipelines/platform.Jenkinsfile", "utf8");
    const words = (text: string) => text.replaceAll(/\s+/g, " ").trim();
    expect(words(jenkinsfile)).toContain(words(commands("deploy").at(-1) ?? "-"));
    expect(words(jenkinsfile)).toContain("for stack in bootstrap network cluster data delivery workloads; do");
    expect(commands("deploy").join()).toContain("for stack in bootstrap network cluster data delivery workloads; do");
  });

  test("plans and deploys every environment there is, each under its own approval", () => {
    const names = readdirSync("environments").flatMap((file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? []);
    for (const job of ["plan", "deploy"])
      expect(workflow.jobs[job]?.strategy?.matrix.environment).toEqual(names.sort());
    expect(workflow.jobs.plan?.environment).toBe("${{ matrix.environment }}-plan");
    expect(workflow.jobs.deploy?.environment).toBe("${{ matrix.environment }}");
  });

  test("knows no stored key: only jobs that use AWS get a token for it", () => {
    expect(TEXT).not.toMatch(/secrets\.|access-key/);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(
      jobs.filter(([, { permissions }]) => permissions).map(([name, { permissions }]) => [name, permissions]),
    ).toEqual([
      ["plan", { contents: "read", "id-token": "write" }],
      ["deploy", { contents: "read", "id-token": "write" }],
    ]);
  });

  test("pins every action by its commit", () => {
    const used = [...TEXT.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""))).toEqual([]);
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

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Agent } from "./shell";

/** An agent with the scripts of the pipelines; `npm` says and does what the script of a test says. */
function agentWith(stubs: Readonly<Record<string, string>>): Agent & { read: (file: string) => string } {
  const agent = new Agent(stubs);
  cpSync("pipelines", join(agent.folder, "pipelines"), { recursive: true });
  const read = (file: string) => readFileSync(join(agent.folder, file), "utf8");
  return Object.assign(agent, { read });
}

/** The parts of a review that say whether anything changes. */
const reviewed = (stack: object = {}, more: object = {}) =>
  JSON.stringify({
    stacks: [
      {
        stack: "shop-network",
        create: 0,
        update: 0,
        replace: 0,
        delete: 0,
        forget: 0,
        drift: 0,
        isComplete: true,
        ...stack,
      },
    ],
    ...{ entries: [], problems: [], isRefused: false },
    ...more,
  });

/** Stands in for `npm run plan`: writes what the real one writes, and ends with the code `$CODE`. */
const PLAN = `
case "$*" in *" plan "*)
  [ "$CODE" = 1 ] && { echo "Error: no credentials" >&2; exit 1; }
  echo "card of $*"; echo "planning" >&2
  mkdir -p plans/shop; echo '{}' >plans/shop/network.json; echo network >plans/shop/order
  echo '{}' >report/review.sarif
  exit "$CODE" ;;
esac`;

describe("affected.sh", () => {
  const stacks = (base: string, env: Record<string, string> = {}, environment = "shop") => {
    const one = (name: string, stack: string) => ({ environment: name, stack });
    const affected = [one("shop", "network"), one("shop", "cluster"), one("other", "data")];
    const gone = ["other-cluster", "shop-data", "shop-eu-data"];
    const agent = agentWith({ npm: `echo '${JSON.stringify({ affected, gone })}'` });
    mkdirSync(join(agent.folder, "environments"));
    for (const name of ["other", "shop"]) writeFileSync(join(agent.folder, "environments", `${name}.yaml`), "");
    const status = agent.run(`pipelines/affected.sh "${environment}" ${base} >affected.txt 2>said.txt`, env);
    const found = { status, printed: agent.read("affected.txt"), said: agent.read("said.txt"), asked: agent.log() };
    agent.remove();
    return found;
  };

  test("prints those of one environment in their order, and says what is gone of it", () => {
    expect(stacks("main")).toEqual({
      status: 0,
      printed: "network cluster\n",
      said: "shop-data is gone from the files, and nothing destroys it by itself: docs/day-2/remove-environment.md\n",
      asked: ["npm run --silent affected -- --as json main HEAD"],
    });
  });

  test("compares with what was deployed last, or with nothing", () => {
    expect(stacks("auto", { DEPLOYED: "abc" }).asked[0]).toMatch(/ abc HEAD$/);
    expect(stacks("auto", { GIT_PREVIOUS_SUCCESSFUL_COMMIT: "abc" }).asked[0]).toMatch(/ none HEAD$/);
  });

  test.each([
    ["that is none", "shup", 'environments has no environment "shup"; ENVIRONMENT is one of: other shop\n'],
    ["that nobody named", "", 'environments has no environment ""; ENVIRONMENT is one of: other shop\n'],
  ])("fails for an environment %s, of which nothing would be affected", (_, environment, said) => {
    expect(stacks("main", {}, environment)).toEqual({ status: 1, printed: "", said, asked: [] });
  });
});

describe("plan.sh", () => {
  test.each([
    ["that is fine", "0"],
    ["that the review refuses", "2"],
  ])("leaves the card, SARIF and plans of a plan %s", (_, CODE) => {
    const agent = agentWith({ npm: PLAN });
    const GITHUB_STEP_SUMMARY = join(agent.folder, "summary");
    expect(agent.run("pipelines/plan.sh shop network data", { CODE, GITHUB_STEP_SUMMARY })).toBe(Number(CODE));
    expect(agent.log()).toEqual([
      "npm run --silent plan -- --html report/card.html --json report/review.json --sarif report/review.sarif shop network data",
    ]);
    expect(agent.read("report/card.md")).toMatch(/^card of /);
    expect(agent.read("summary")).toBe(agent.read("report/card.md"));
    expect(["report/review.sarif", "plans/shop/order"].map((file) => existsSync(join(agent.folder, file)))).toEqual([
      true,
      true,
    ]);
    agent.remove();
  });

  test("says on the card that nothing was planned, and what was said", () => {
    const agent = agentWith({ npm: PLAN });
    mkdirSync(join(agent.folder, "plans/shop"), { recursive: true });
    writeFileSync(join(agent.folder, "plans/shop/network.plan"), "of another run");
    expect(agent.run("pipelines/plan.sh shop", { CODE: "1" })).toBe(1);
    expect(agent.read("report/card.md")).toBe(
      "## shop was not planned\n\nNothing was reviewed, and nothing can be deployed. What was said last:\n\n```\nError: no credentials\n```\n",
    );
    expect(existsSync(join(agent.folder, "plans/shop/network.plan"))).toBe(false);
    agent.remove();
  });
});

describe("deploy.sh", () => {
  /** `node` is the program that applies, and plans again. */
  const deploying = (node: string) => {
    const agent = agentWith({ npm: "", node });
    mkdirSync(join(agent.folder, "plans/shop"), { recursive: true });
    writeFileSync(join(agent.folder, "plans/shop/order"), "network\ncluster\n");
    return agent;
  };
  const BUILT = "npm run --silent build";
  const applied = (stack: string) => `node dist/cli/aws-platform.js apply plans/shop/${stack}.plan`;

  test("applies the plans that were made, in their order, and plans these stacks again", () => {
    const agent = deploying("cat >/dev/null"); // a program that reads its input must not eat the order
    expect(agent.run("exec pipelines/deploy.sh shop", {})).toBe(0);
    expect(agent.log()).toEqual([
      ...[BUILT, applied("network"), applied("cluster")],
      "node dist/cli/aws-platform.js plan shop network cluster --unchanged",
    ]);
    agent.remove();
  });

  test("stops at the first plan that is not applied, with its exit code", () => {
    const agent = deploying("exit 2");
    expect(agent.run("exec pipelines/deploy.sh shop", {})).toBe(2);
    expect(agent.log()).toEqual([BUILT, applied("network")]);
    agent.remove();
  });

  test.each([
    ["fails at that", 1, 1],
    ["ends well all the same", 0, 130],
  ])(
    "passes a signal on to the apply that runs, once, waits for it, and applies nothing more when it %s",
    (_, ends, code) => {
      const program = `
      process.on("SIGINT", () => { console.log("asked"); setTimeout(() => { console.log("written"); process.exit(${ends}); }, 300); });
      process.kill(process.ppid, "SIGINT");
      setInterval(() => undefined, 1000);`;
      const agent = deploying(`exec "${process.execPath}" -e '${program}' >>"$WORKSPACE_TMP/log"`);
      expect([agent.run("exec pipelines/deploy.sh shop", {}), agent.log()]).toEqual([
        code,
        [BUILT, applied("network"), "asked", "written"],
      ]);
      agent.remove();
    },
  );
});

describe("drift.sh", () => {
  const reported = (review = reviewed(), CODE = "0") => {
    const agent = agentWith({
      npm: PLAN.replace('echo "card of', `echo '${review}' >report/review.json; echo "card of`),
    });
    const status = agent.run("pipelines/drift.sh shop", { CODE });
    const report = agent.read("report/drift-shop.md");
    agent.remove();
    return { status, report };
  };

  test("reports nothing when everything is as described", () => {
    expect(reported()).toEqual({ status: 0, report: "" });
  });

  test.each([
    ["what waits to be deployed", reviewed({ update: 1 }), "0"],
    ["what was changed by hand", reviewed({ drift: 1 }), "0"],
    ["what the review names besides", reviewed({}, { entries: [{ stack: "shop-network" }] }), "0"],
    ["what the review refuses", reviewed({ delete: 1 }, { isRefused: true }), "2"],
  ])("reports %s, with its card", (_, review, code) => {
    const { status, report } = reported(review, code);
    expect([status, report]).toEqual([
      0,
      expect.stringMatching(/^# shop is not as described: shop-network(, what the review refuses)?\n\ncard of /),
    ]);
  });

  test("reports that nothing could be planned", () => {
    expect(reported(reviewed(), "1").report).toMatch(/^## shop was not planned\n/);
  });
});

describe("drift-report.sh", () => {
  test("puts the reports of all environments into one, and names those that nobody looked at", () => {
    const agent = agentWith({});
    mkdirSync(join(agent.folder, "report"));
    writeFileSync(join(agent.folder, "report/drift-a.md"), "");
    writeFileSync(join(agent.folder, "report/drift-b.md"), "# b is not as described: data\n");
    expect(agent.run("pipelines/drift-report.sh a b c", {})).toBe(0);
    expect(agent.read("report/drift.md")).toBe(
      "# b is not as described: data\n# c was not looked at\n\nIts job wrote no report; this run says why.\n\n",
    );
    expect(agent.run("pipelines/drift-report.sh a", {})).toBe(0);
    expect(agent.read("report/drift.md")).toBe("");
    expect(agent.run("pipelines/drift-report.sh", {})).toBe(0);
    expect(agent.read("report/drift.md")).toMatch(/^No environment is known/);
    agent.remove();
  });
});

test("pins.sh reports what an audit warns of, by today's date", () => {
  const agent = agentWith({
    npm: 'echo "$AUDIT_DATE"; echo "  warning: pins.json: old"; echo "  other"',
    date: "echo 2027-01-31",
  });
  expect(agent.run("pipelines/pins.sh", {})).toBe(0);
  expect([agent.read("report/pins.md"), agent.read("report/audit.log")]).toEqual([
    "- pins.json: old\n",
    expect.stringMatching(/^2027-01-31\n/),
  ]);
  agent.remove();
});

import { existsSync, readFileSync } from "node:fs";
import { filesOf, received, receivedByAgent } from "../modules/delivery-fixture";
import { Groovy } from "./groovy";
import { Agent, syntaxProblem } from "./shell";

const APP = readFileSync("pipelines/app.Jenkinsfile", "utf8");
const PLATFORM = readFileSync("pipelines/platform.Jenkinsfile", "utf8");
const boot = [...filesOf(received()), ...filesOf(receivedByAgent())];
const bootFile = (path: string): string => boot.find((file) => file.path === path)?.content ?? "";
const files = {
  "app.Jenkinsfile": APP,
  "platform.Jenkinsfile": PLATFORM,
  "jobs.groovy": bootFile("/etc/jenkins/jobs.groovy"),
  "agent.groovy": bootFile("/etc/jenkins/agent.groovy"),
};

let groovy: Groovy;
beforeAll(async () => {
  groovy = await Groovy.load();
});

describe.each(Object.entries(files))("%s", (_, text) => {
  test("is Groovy", () => {
    expect(groovy.problems(text)).toEqual([]);
  });

  test.each([
    ["a missing brace", /[})]\s*$/, ""],
    ["a brace too many", /\s*$/, "}"],
    ["a text without its end", /'([^'\n]+)'/, "'$1"],
    ["a missing parenthesis", /\)(?=\n)/, ""],
  ])("is no Groovy any more with %s", (_fault, find, write) => {
    expect(groovy.problems(text.replace(find, write))).not.toEqual([]);
  });

  test("has steps that a shell can read", () => {
    expect(groovy.textsOf(text, "sh").map(syntaxProblem).filter(Boolean)).toEqual([]);
  });

  test("knows no stored key", () => {
    expect(text).not.toMatch(/credentials|AKIA|SECRET_ACCESS_KEY/i);
  });
});

describe("app.Jenkinsfile", () => {
  const step = (start: string): string => groovy.textsOf(APP, "sh").find((text) => text.includes(start)) ?? "";
  const SETTINGS = {
    NAMESPACE: "shop",
    APP: "web",
    CONTAINER: "django",
    IMAGE: "registry/shop-repo:abc",
    CLUSTER_NAME: "shop",
    KUBECONFIG: "kubeconfig",
  };
  const SMOKE = { ...SETTINGS, INGRESS: "web", SMOKE_SCHEME: "http", SMOKE_HOST: "", SMOKE_PATH: "/health" };

  test("goes from the commit to the smoke test", () => {
    expect(groovy.textsOf(APP, "stage")).toEqual([
      ...["Checkout", "Test", "Image", "Build", "Scan", "Push", "Release", "Roll out", "Wait", "Smoke test"],
    ]);
  });

  test("uses every setting that the environment file gives to a job", () => {
    const [job] = JSON.parse(bootFile("/etc/jenkins/pipelines.json"));
    const unused = Object.keys(job.settings).filter(
      (name) => !new RegExp(`\\b${name}\\b`).test(APP.replace(/^\/\/.*$/gm, "")),
    );
    expect(unused).toEqual([]);
  });

  test("uses no variable that nobody sets", () => {
    const [job] = JSON.parse(bootFile("/etc/jenkins/pipelines.json"));
    const agent = [...bootFile("/etc/platform/builds.env").matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    const own = [...APP.matchAll(/^ {4}(\w+) = /gm), ...APP.matchAll(/env\.(\w+) = /g)].map(([, name]) => name);
    const known = [...Object.keys(job.settings), ...agent, ...own, "WORKSPACE_TMP", "BUILD_NUMBER", "balancer"];
    const used = [...APP.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name);
    expect(used.filter((name) => name !== "env" && name !== "params" && !known.includes(name))).toEqual([]);
  });

  test("scans with a scanner that is pinned by its digest, before anything is pushed", () => {
    expect(APP).toMatch(/SCANNER = 'anchore\/grype:v[\d.]+@sha256:[0-9a-f]{64}'/);
    expect(APP.indexOf("stage('Scan')")).toBeLessThan(APP.indexOf("docker push"));
  });

  test("tags the image with the commit", () => {
    expect(APP).toContain('env.IMAGE = "${env.REGISTRY}/${params.REPOSITORY}:${env.COMMIT}"');
  });

  test("goes back to the image that ran before", () => {
    const agent = new Agent({ aws: "", kubectl: 'case "$*" in *get*) printf registry/shop-repo:old ;; esac' });
    expect(agent.run(step("update-kubeconfig"), SETTINGS)).toBe(0);
    expect(agent.run(step("exit 0"), SETTINGS)).toBe(0);
    expect(agent.log().filter((line) => line.includes("set image"))).toEqual([
      "kubectl --namespace shop set image deployment/web django=registry/shop-repo:abc",
      "kubectl --namespace shop set image deployment/web django=registry/shop-repo:old",
    ]);
    agent.remove();
  });

  test("goes back nowhere when nothing was rolled out", () => {
    const agent = new Agent({ kubectl: "" });
    expect(agent.run(step("exit 0"), SETTINGS)).toBe(0);
    expect(agent.log()).toEqual([]);
    agent.remove();
  });

  test.each([
    ["http", "", "http://lb.example.com/health", false],
    ["http", "shop.example.com", "http://shop.example.com/health", false],
    ["https", "shop.example.com", "https://shop.example.com/health", false],
    ["https", "", "https://lb.example.com/health", true],
  ])("asks through the load balancer over %s for host %j", (SMOKE_SCHEME, SMOKE_HOST, url, isUnchecked) => {
    const agent = new Agent({ kubectl: "printf lb.example.com", curl: "" });
    expect(agent.run(step("connect-to"), { ...SMOKE, SMOKE_SCHEME, SMOKE_HOST })).toBe(0);
    const call = agent.log().at(-1) ?? "";
    expect([call.includes("--connect-to ::lb.example.com:"), call.endsWith(` ${url}`)]).toEqual([true, true]);
    expect(call.includes("--insecure") && SMOKE_HOST === "" && SMOKE_SCHEME === "https").toBe(isUnchecked);
    agent.remove();
  });
});

describe("platform.Jenkinsfile", () => {
  test("checks, synthesizes, audits, plans what is affected, reviews, asks, deploys and plans again", () => {
    expect(groovy.textsOf(PLATFORM, "stage")).toEqual([
      ...["Check", "Synthesize", "Audit", "Affected", "Plan and review", "Approve"],
      "Deploy, and plan again: nothing to change",
    ]);
  });

  test("plans and deploys with the scripts of the other pipelines", () => {
    const steps = groovy.textsOf(PLATFORM, "sh");
    expect(steps).toContain('pipelines/plan.sh "$ENVIRONMENT" $(cat affected.txt)');
    expect(steps).toContain('exec pipelines/deploy.sh "$ENVIRONMENT"');
  });

  test("writes only files that are no folders of this project", () => {
    const written = groovy.textsOf(PLATFORM, "sh").flatMap((text) => />(\S+)/.exec(text)?.[1] ?? []);
    expect(written.map((file) => [file, existsSync(file)])).toEqual([["affected.txt", false]]);
  });

  test("names no environment: whoever starts it does", () => {
    expect(PLATFORM).toContain("string(name: 'ENVIRONMENT', defaultValue: \"\",");
  });

  test("compares with the last build of the same environment, which its description names", () => {
    expect(PLATFORM).toContain(`currentBuild.description = "\${params.ENVIRONMENT} \${env.GIT_COMMIT}"`);
    expect(PLATFORM).toContain(`last.description.startsWith("\${params.ENVIRONMENT} ")`);
  });

  test("computes the stacks that it plans, from what was deployed last", () => {
    expect(groovy.textsOf(PLATFORM, "sh")).toContain('pipelines/affected.sh "$ENVIRONMENT" "$BASE" >affected.txt');
  });
});

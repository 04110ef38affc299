import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { literal } from "../../environments/literal";
import { firstBootBytes } from "../../environments/rules/delivery";
import type { Environment } from "../../environments/schema";
import { MAX_BYTES, readTemplate } from "../../modules/delivery/jenkins/boot";
import { fill } from "../../modules/delivery/jenkins/fill";
import { firstBoot } from "../../modules/delivery/jenkins/first-boot";
import { PLUGINS, VERSIONS } from "../../modules/delivery/jenkins/versions";
import { problemsWith } from "../environments/fixture";
import { boot, pipeline, received } from "./delivery-fixture";

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string; readonly permissions?: string }[];
  readonly runcmd: readonly (readonly string[])[];
}
const document = (changes = {}): CloudConfig => parse(received(changes));
const file = (path: string, changes = {}): string =>
  document(changes).write_files.find((each) => each.path === path)?.content ?? "";
const configuration = () => parse(file("/etc/jenkins/jenkins.yaml"));

describe("the first boot", () => {
  test("is a cloud-config document", () => {
    expect(received().split("\n")[0]).toBe("#cloud-config");
    expect(Object.keys(document())).toEqual(["write_files", "runcmd"]);
  });

  test("is the same text for the same settings, in whatever order they are written", () => {
    const plugins = { ansicolor: "1.0", zoom: "2.0" };
    const reversed = { zoom: "2.0", ansicolor: "1.0" };
    const other = { ...pipeline, branch: "next" };
    expect(received({ plugins: reversed, pipelines: { b: other, a: pipeline } })).toBe(
      received({ plugins, pipelines: { a: pipeline, b: other } }),
    );
  });

  test("leaves no placeholder", () => {
    expect(received()).not.toMatch(/\{\{/);
  });

  test("runs the installation, which is one of its files", () => {
    const [[command = ""] = []] = document().runcmd;
    expect(file(command)).toMatch(/^#!\/usr\/bin\/env bash\n/);
  });

  test("makes exactly the scripts executable", () => {
    const files = document().write_files;
    const scripts = files.filter(({ content }) => content.startsWith("#!"));
    expect(files.filter(({ permissions }) => permissions === "0755")).toEqual(scripts);
    expect(scripts).toHaveLength(4);
  });

  test("tells the instance where it is and what it works with", () => {
    expect(file("/etc/platform/jenkins.env").split("\n")).toEqual([
      "AWS_DEFAULT_REGION=eu-central-1",
      `ADMIN_SECRET=${boot.adminSecretArn}`,
      `AGENT_SECRET=${boot.agentSecretArn}`,
      "DATA_VOLUME=vol-0123456789abcdef0",
      "WEB_HOST=198.51.100.101",
      "WEB_URL=https://198.51.100.101/",
      "",
    ]);
  });

  test("installs the exact Jenkins that is asked for, signed with its current key", () => {
    expect(file("/etc/platform/versions.env", { version: "2.580.1" })).toContain("JENKINS=2.580.1\n");
    expect(file("/etc/platform/versions.env")).toContain(`JENKINS_FINGERPRINT=${VERSIONS.JENKINS_FINGERPRINT}\n`);
    expect(file("/etc/yum.repos.d/jenkins.repo")).toMatch(/rpm-stable[\s\S]*\ngpgcheck=1\nrepo_gpgcheck=1\n/);
    expect(file("/usr/local/sbin/install-jenkins")).toContain("rpm-stable/jenkins.io-2026.key");
  });

  test("installs every plugin at an exact version, those of the environment besides or instead of its own", () => {
    const lines = file("/etc/jenkins/plugins.txt", { plugins: { ansicolor: "542.v1", git: "6.0" } })
      .trim()
      .split("\n");
    expect(lines.filter((line) => !/^[\w-]+:\d[\w.]*$/.test(line))).toEqual([]);
    expect(lines).toHaveLength(Object.keys(PLUGINS).length + 1);
    expect(lines).toEqual(expect.arrayContaining(["ansicolor:542.v1", "git:6.0", `job-dsl:${PLUGINS["job-dsl"]}`]));
  });

  test("verifies what it downloads and runs", () => {
    const script = file("/usr/local/sbin/install-jenkins");
    const downloads = [...script.matchAll(/download .* "?\$work\/([\w.]+)"?/g)].map(([, name]) => name);
    const verified = [...script.matchAll(/verify .* "?\$work\/([\w.]+)"?/g)].map(([, name]) => name);
    expect(downloads).toEqual(["jenkins.key", "plugins.jar", "plugins.sha256"]);
    expect(verified).toEqual(["plugins.jar"]);
  });

  test("holds no secret: the password is named and never written", () => {
    expect(configuration().jenkins.securityRealm.local.users).toEqual([{ id: "admin", password: "${ADMIN_PASSWORD}" }]);
  });
});

describe("the configuration of Jenkins", () => {
  test("lets in who has logged in, and lets nobody sign up", () => {
    const { authorizationStrategy, securityRealm } = configuration().jenkins;
    expect([authorizationStrategy, securityRealm.local.allowsSignup]).toEqual([
      { loggedInUsersCanDoAnything: { allowAnonymousRead: false } },
      false,
    ]);
  });

  test("opens no port for agents: the one there is comes over HTTPS, by itself", () => {
    const { slaveAgentPort, nodes } = configuration().jenkins;
    expect([slaveAgentPort, nodes.map(({ permanent }: { permanent: object }) => permanent)]).toEqual([
      -1,
      [
        expect.objectContaining({
          name: "builds",
          remoteFS: "/var/lib/jenkins-agent",
          numExecutors: 2,
          mode: "NORMAL",
          launcher: { inbound: { webSocket: true } },
        }),
      ],
    ]);
  });

  test("has nothing built on the controller, which has neither Docker nor kubectl", () => {
    expect(configuration().jenkins.numExecutors).toBe(0);
    expect(received()).not.toMatch(/docker|kubectl/i);
  });

  test("tells how the agent connects, by the name that it has there", () => {
    const script = file("/etc/jenkins/agent.groovy");
    expect(/getComputer\('(.*)'\)/.exec(script)?.[1]).toBe(configuration().jenkins.nodes[0].permanent.name);
    const service = file("/etc/systemd/system/jenkins.service.d/platform.conf");
    expect(service).toContain("EnvironmentFile=-/etc/jenkins/tls/inside.env\n");
    expect(service).toContain("ExecStartPost=+/usr/local/sbin/jenkins-agent-secret\n");
    expect(file("/usr/local/sbin/install-jenkins")).toContain(
      "/etc/jenkins/agent.groovy /var/lib/jenkins/init.groovy.d/agent.groovy\n",
    );
  });

  test("refuses requests forged by other sites", () => {
    expect(configuration().jenkins.crumbIssuer).toEqual({ standard: { excludeClientIPFromCrumb: true } });
  });

  test("shows no setup wizard and speaks HTTPS only", () => {
    const service = file("/etc/systemd/system/jenkins.service.d/platform.conf");
    expect(service).toContain("-Djenkins.install.runSetupWizard=false");
    expect(service).toMatch(/JENKINS_PORT=-1\n.*JENKINS_HTTPS_PORT=443\n/);
  });

  test("starts only with its volume mounted", () => {
    expect(file("/etc/systemd/system/jenkins.service.d/platform.conf")).toContain(
      "RequiresMountsFor=/var/lib/jenkins\n",
    );
  });

  test("makes the jobs from the list of pipelines", () => {
    expect(configuration().jobs).toEqual([{ file: "/etc/jenkins/jobs.groovy" }]);
    expect(JSON.parse(file("/etc/jenkins/pipelines.json"))).toEqual([
      {
        name: "shop",
        repositoryUrl: "https://github.com/example/shop",
        branch: "main",
        settings: {
          ROLE: "arn:aws:iam::111122223333:role/shop-pipeline-shop",
          REPOSITORY: "shop-repo",
          NAMESPACE: "shop",
          APP: "web",
          CONTAINER: "django",
          INGRESS: "web",
          SMOKE_SCHEME: "http",
          SMOKE_HOST: "",
          SMOKE_PATH: "/health",
        },
      },
    ]);
  });

  test("leaves the smoke test empty for an app without a way in", () => {
    const { smokeTest: _, ...silent } = pipeline;
    const [job] = JSON.parse(file("/etc/jenkins/pipelines.json", { pipelines: { shop: silent } }));
    expect([job.settings.INGRESS, job.settings.SMOKE_PATH]).toEqual(["", ""]);
  });
});

describe("Terraform", () => {
  test("reads nothing in it as an expression", () => {
    const path = '/${file("secret")}%{ if true }';
    const smokeTest = { ingress: "web", scheme: "http" as const, path: literal(path) };
    const pipelines = { shop: { ...pipeline, smokeTest } };
    const text = firstBoot({ ...boot, pipelines });
    expect(text.match(/(?<!\$)\$\{|(?<!%)%\{/g)).toBeNull();
    expect(JSON.parse(file("/etc/jenkins/pipelines.json", { pipelines }))[0].settings.SMOKE_PATH).toBe(path);
  });

  test("gets its own expressions as they are", () => {
    expect(firstBoot({ ...boot, adminSecretArn: "${TfToken[TOKEN.7]}" })).toContain(
      "ADMIN_SECRET=${TfToken[TOKEN.7]}\n",
    );
  });
});

describe("the size of the first boot", () => {
  const bytes = (changes = {}) => Buffer.byteLength(received(changes));
  /** An environment whose Jenkins has so many plugins and pipelines, in the words of the environment file. */
  const settings = (plugins: number, pipelines: number) => {
    const record = <T>(count: number, key: string, value: T) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`${key}-with-a-rather-long-name-${i}`, value]));
    const app = {
      namespace: "a-namespace",
      container: "container",
      ingress: { host: "status.example.com", healthCheck: { path: "/health" } },
    };
    return {
      environment: { workloads: { apps: { web: app } } } as unknown as Environment,
      plugins: record(plugins, "plugin", "1234.v0123456789ab"),
      pipelines: record(pipelines, "pipeline", {
        repositoryUrl: "https://github.com/an-organization/a-repository",
        branch: "main",
        image: "team/repository",
        app: "web",
      }),
    };
  };
  const counted = (plugins: number, pipelines: number): number => {
    const { environment, ...jenkins } = settings(plugins, pipelines);
    return firstBootBytes(environment, jenkins as unknown as Parameters<typeof firstBootBytes>[1]);
  };
  const real = (plugins: number, pipelines: number): number => {
    const { plugins: all, pipelines: jobs } = settings(plugins, pipelines);
    const target = {
      namespace: "a-namespace",
      container: "container",
      smokeTest: { ingress: "web", scheme: "https", path: "/health", host: "status.example.com" },
    };
    return bytes({
      plugins: all,
      pipelines: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, { ...job, ...target }])),
    });
  };

  test("is below the 16 KB of EC2", () => {
    expect(bytes()).toBeLessThan(MAX_BYTES);
  });

  test.each([
    [0, 12],
    [80, 0],
    [30, 8],
  ])(
    "with %i plugins and %i pipelines is what the rule for environment files counts, or less",
    (plugins, pipelines) => {
      expect(real(plugins, pipelines) - real(0, 0)).toBeLessThanOrEqual(counted(plugins, pipelines));
    },
  );

  test("stays below with all the plugins and pipelines that the rule admits, and the longest names around them", () => {
    const [refusal = ""] = problemsWith([
      "instanceType: t3.large",
      `instanceType: t3.large\n    plugins: { ${Array.from({ length: 200 }, (_, i) => `a-plugin-with-a-long-name-${i}: "1.0"`).join(", ")} }`,
    ]);
    const admitted = Number(/and (\d+) fit/.exec(refusal)?.[1]);
    const longest = {
      pipelines: {},
      webHost: `${"h".repeat(96)}.com`,
      adminSecretArn: boot.adminSecretArn.replace("shop", "s".repeat(20)),
      agentSecretArn: boot.agentSecretArn.replace("shop", "s".repeat(20)),
    };
    expect(bytes(longest) + admitted).toBeLessThanOrEqual(MAX_BYTES);
  });
});

describe("fill", () => {
  test("keeps the indentation of a value's place", () => {
    expect(fill("a:\n  {{lines}}\nb", { lines: "x\ny" })).toBe("a:\n  x\n  y\nb");
  });

  test("fills several places of one line", () => {
    expect(fill("{{a}}-{{b}}", { a: "1", b: "2" })).toBe("1-2");
  });

  test("does not fill what a value brings along", () => {
    expect(fill("{{a}}", { a: "{{b}}" })).toBe("{{b}}");
  });

  test("refuses a placeholder without a value", () => {
    expect(() => fill("{{a}}", {})).toThrow("the template names {{a}}, which has no value");
  });

  test("refuses a value without a place", () => {
    expect(() => fill("{{a}}", { a: "1", b: "2" })).toThrow("the template does not name b");
  });
});

test("the comments of the templates stay behind, so that there is room for pipelines", () => {
  expect(received()).not.toMatch(/^\s*# /m);
  expect(readFileSync("modules/delivery/jenkins/cloud-init.yaml", "utf8")).toMatch(/^\s*# /m);
});

test("the template is found from wherever the program runs", () => {
  expect(readTemplate("agent.yaml", `${process.cwd()}/dist/modules/delivery`)).toBe(readTemplate("agent.yaml"));
  expect(() => readTemplate("agent.yaml", "/")).toThrow("ENOENT");
});

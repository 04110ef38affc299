import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { SHOP, shopWith } from "../../environments/fixture";
import { COMMAND_LINE } from "../../project";

const temporary = mkdtempSync(join(tmpdir(), "change-"));
afterAll(() => rmSync(temporary, { recursive: true }));

const OTHER = SHOP.replace("name: shop\n", "name: other\n")
  .replace("  name: shop\n", "  name: other\n")
  .replace("shop-repo: {}", "other-repo: {}")
  .replace("image: shop-repo", "image: other-repo");
const waiver = (environment: string): string => `  - rule: ingress-https
    environment: ${environment}
    stack: workloads
    address: kubernetes_ingress_v1.apps_web_ingress
    reason: There is no certificate yet, which only the owner of a domain can order.
    owner: platform@example.com
    expires: 2027-05-31
    compensatingControl: One line turns HTTPS on, and headers that are not valid are dropped.
`;
const FILES: Readonly<Record<string, string>> = {
  "environments/shop.yaml": SHOP,
  "environments/other.yaml": OTHER,
  "waivers.yaml": `# Waivers.\nwaivers:\n${waiver("shop")}\n${waiver("other")}`,
  "approvals.yaml": "approvals: []\n",
};

/** A project with the addresses of its environments registered. */
const template = mkdtempSync(join(temporary, "template-"));
for (const folder of ["environments", "addresses"]) mkdirSync(join(template, folder));
for (const [file, text] of Object.entries(FILES)) writeFileSync(join(template, file), text);
const registered = run(template, "addresses", "--accept");

function run(folder: string, ...args: string[]) {
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, "utf8")]),
  );

const project = (changes: Readonly<Record<string, string>> = {}): string => {
  const folder = mkdtempSync(join(temporary, "project-"));
  for (const [file, text] of Object.entries({ ...contents(template), ...changes })) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};
const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");
const REASON = "nobody looks at its pages any more";

test("the project of these tests is registered", () => {
  expect([registered.status, registered.stderr]).toEqual([0, ""]);
});

describe("npm run remove of an app", () => {
  const folder = project();
  const ended = run(folder, "remove", "shop", "web", "--reason", REASON);

  test("takes it and its pipelines out of the file, and leaves every other line", () => {
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    const lines = SHOP.split("\n");
    const left = read(folder, "environments/shop.yaml").split("\n");
    expect(left.filter((line) => !lines.includes(line))).toEqual(["    pipelines: {}", "  apps: {}"]);
  });

  test("ends its addresses as one group, with the reason", () => {
    const { ended: groups } = parse(read(folder, "addresses/moves.yaml"));
    expect(groups.find(({ stack }: { stack: string }) => stack === "shop-workloads")).toEqual({
      stack: "shop-workloads",
      addresses: expect.arrayContaining([
        "kubernetes_deployment_v1.apps_web_deployment",
        "helm_release.apps_web_secrets",
      ]),
      reason: REASON,
    });
    expect(run(folder, "addresses").stdout).toMatch(/ are as they are registered\n$/);
  });

  test("takes its waiver out, and leaves that of another environment", () => {
    expect(parse(read(folder, "waivers.yaml")).waivers).toEqual([expect.objectContaining({ environment: "other" })]);
  });

  test("says that its repository stays, and what comes next", () => {
    const elsewhere = project({
      "environments/shop.yaml": shopWith([
        "registry.example.com/shop/web:1.4.2",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop-repo:1.4.2",
      ]),
    });
    const { stdout } = run(elsewhere, "remove", "shop", "web", "--reason", REASON);
    expect(stdout).toMatch(/\nits repository shop-repo stays, with its images; .*\n\nNext: .*plan shop\n$/);
  });
});

describe("npm run rename of an app", () => {
  const folder = project();
  const ended = run(folder, "rename", "shop", "web", "site", "--reason", "it shows more than a page now");

  test("says that it is a replacement, and what that means", () => {
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toMatch(
      /^environments\/shop\.yaml: the app web is site now\. That is a replacement: Terraform destroys \d+ addresses and makes those of site\n {2}Kubernetes renames nothing: /,
    );
  });

  test("changes its key and its pipelines, and writes no move", () => {
    expect(read(folder, "environments/shop.yaml")).toBe(
      shopWith(["    web:\n", "    site:\n"], ["app: web }", "app: site }"]),
    );
    expect(Object.keys(parse(read(folder, "addresses/moves.yaml")))).toEqual(["ended"]);
    expect(run(folder, "addresses").stdout).toMatch(/ are as they are registered\n$/);
  });

  test("takes its waiver along, and leaves that of another environment", () => {
    const { waivers } = parse(read(folder, "waivers.yaml"));
    expect(waivers.map(({ environment, address }: Record<string, string>) => [environment, address])).toEqual([
      ["shop", "kubernetes_ingress_v1.apps_site_ingress"],
      ["other", "kubernetes_ingress_v1.apps_web_ingress"],
    ]);
  });
});

describe("npm run remove of an environment", () => {
  test("takes its file, its addresses and its waivers out, and nothing of another", () => {
    const folder = project();
    expect(run(folder, "remove", "shop", "--destroyed")).toMatchObject({ status: 0, stderr: "" });
    const left = contents(folder);
    expect(Object.keys(left).filter((file) => file.includes("shop"))).toEqual([]);
    expect(left["waivers.yaml"]).toBe(`# Waivers.\nwaivers:\n${waiver("other")}`);
    expect(run(folder, "addresses").stdout).toMatch(/ are as they are registered\n$/);
  });

  test("takes out what is left of one whose file somebody deleted", () => {
    const folder = project();
    rmSync(join(folder, "environments/shop.yaml"));
    expect(run(folder, "remove", "shop", "--destroyed").status).toBe(0);
    expect(existsSync(join(folder, "addresses/shop-network.txt"))).toBe(false);
  });

  test("takes out what the registers still say of one that is gone altogether", () => {
    const folder = project();
    rmSync(join(folder, "environments/shop.yaml"));
    for (const file of readdirSync(join(folder, "addresses")).filter((one) => one.startsWith("shop-")))
      rmSync(join(folder, "addresses", file));
    expect(run(folder, "remove", "shop", "--destroyed")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^shop is out: waivers\.yaml\n/),
    });
    expect(read(folder, "waivers.yaml")).toBe(`# Waivers.\nwaivers:\n${waiver("other")}`);
    expect(run(folder, "remove", "shop", "--destroyed").status).toBe(1);
  });
});

describe("npm run rename of an environment", () => {
  test("takes file, addresses and waivers along when it was never deployed", () => {
    const folder = project();
    expect(run(folder, "rename", "shop", "store", "--never-deployed")).toMatchObject({ status: 0, stderr: "" });
    expect(read(folder, "environments/store.yaml")).toBe(
      shopWith(["name: shop\n", "name: store\n"], ["  name: shop\n", "  name: store\n"]),
    );
    expect(Object.keys(contents(folder)).filter((file) => file.includes("shop"))).toEqual([]);
    expect(parse(read(folder, "waivers.yaml")).waivers[0].environment).toBe("store");
    expect(run(folder, "addresses").stdout).toMatch(/ are as they are registered\n$/);
  });

  test("changes the tag that has its name, and quotes a name that YAML would read as something else", () => {
    const tagged = shopWith(["name: shop\n", "name: shop\ntags: { Environment: shop } # of the bill\n"]);
    const folder = project({ "environments/shop.yaml": tagged });
    expect(run(folder, "rename", "shop", "true", "--never-deployed")).toMatchObject({ status: 0, stderr: "" });
    expect(read(folder, "environments/true.yaml")).toMatch(
      /^name: "true"\ntags: \{ Environment: "true" \} # of the bill$/m,
    );
  });
});

describe("nothing is written", () => {
  const IN_BUCKET = shopWith(["state: { backend: s3 }", "state: { backend: s3, bootstrap: s3 }"]);
  const STATE = JSON.stringify({ resources: [{ type: "aws_vpc" }] });

  test.each<[string, Readonly<Record<string, string>>, string[], RegExp]>([
    [
      "for an environment that is none",
      {},
      ["remove", "shup", "--destroyed"],
      /^environments has no environment shup; write one of other, shop\n$/,
    ],
    [
      "for an app that is none",
      {},
      ["remove", "shop", "api", "--reason", REASON],
      /^shop has no app api; write one of web\n$/,
    ],
    ["without a reason", {}, ["remove", "shop", "web"], /^--reason is missing; write why web goes, in a sentence: /],
    [
      "for a reason of one word",
      {},
      ["remove", "shop", "web", "--reason", "old"],
      /^--reason: "old" says too little; write why it goes, in a sentence\n$/,
    ],
    [
      "for a name that an app has",
      {},
      ["rename", "shop", "web", "web", "--reason", REASON],
      /^shop has an app web already; write another name\n$/,
    ],
    [
      "for a name that no app can have",
      {},
      ["rename", "shop", "web", "My_App", "--reason", REASON],
      /^environments\/shop\.yaml cannot be used:\n.*"My_App" is not a Kubernetes name; .*\n[\s\S]*nothing was written\n$/,
    ],
    [
      "while nobody says that an environment is destroyed",
      {},
      ["remove", "shop"],
      /^nothing here can see whether shop is deployed, and without its file nobody can destroy it\. Destroy it first \(docs\/day-2\/remove-environment\.md\); when it is, or when it never was deployed: aws-platform remove shop --destroyed\n$/,
    ],
    [
      "while its file says that its states are in its bucket",
      { "environments/shop.yaml": IN_BUCKET },
      ["remove", "shop", "--destroyed"],
      /^environments\/shop\.yaml says state\.bootstrap: s3, so shop was deployed and its bucket keeps its states\. A destroy ends with aws-platform move-state shop local; nothing was written\n$/,
    ],
    [
      "while a state on this machine has resources",
      { "terraform.state/shop/bootstrap.tfstate": STATE },
      ["remove", "shop", "--destroyed"],
      /^terraform\.state\/shop\/bootstrap\.tfstate still has resources: destroy them first; nothing was written\n$/,
    ],
    [
      "to call an environment otherwise that may be deployed",
      {},
      ["rename", "shop", "store"],
      /^shop is part of nearly every name that AWS has of it, and AWS renames nothing: another name is another environment\. /,
    ],
    [
      "for a name that an environment has",
      {},
      ["rename", "shop", "other", "--never-deployed"],
      /^environments\/other\.yaml is there already; take another name, or change that file\n$/,
    ],
  ])("%s", (_, files, args, message) => {
    const folder = project(files);
    const before = contents(folder);
    const { status, stderr } = run(folder, ...args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(contents(folder)).toEqual(before);
  });
});

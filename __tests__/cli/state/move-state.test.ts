import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "move-state-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Terraform whose bucket is a file. Asked for the work that `KILL_AT` names, it kills whoever runs it. */
const TERRAFORM = join(folder, "terraform");
const BUCKET = join(folder, "bucket");
writeFileSync(
  TERRAFORM,
  `#!${process.execPath}
const { readFileSync, copyFileSync, existsSync } = require("node:fs");
const work = process.argv.slice(2).filter((arg) => !arg.startsWith("-")).slice(0, 2).join(" ");
if (work.startsWith("version")) console.log('{ "terraform_version": "1.11.4" }');
if (work === "state push") copyFileSync(process.argv.at(-1), ${JSON.stringify(BUCKET)});
if (work === "state pull" && existsSync(${JSON.stringify(BUCKET)})) console.log(readFileSync(${JSON.stringify(BUCKET)}, "utf8"));
if (work === process.env.KILL_AT) process.kill(process.ppid, "SIGKILL");
`,
);
chmodSync(TERRAFORM, 0o755);

/** Synthesis is not what is tested: the stack is empty. */
const STACK = "cdktf.out/stacks/shop-bootstrap";
mkdirSync(join(folder, STACK), { recursive: true });
const app = `printf '{ "terraform": {} }' > ${STACK}/cdk.tf.json`;
writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app }));

const STATE = '{ "version": 4, "serial": 3, "lineage": "a" }';
const FILE = join(folder, "environments/shop.yaml");
const LOCAL = join(folder, "terraform.state/shop/bootstrap.tfstate");

/** A project whose bootstrap state is somewhere. */
function start(place: "local" | "s3"): void {
  mkdirSync(dirname(FILE), { recursive: true });
  const text = readFileSync("__tests__/fixtures/environments/flask-eks.yaml", "utf8");
  writeFileSync(
    FILE,
    text.replace(/^name: .*$/m, "name: shop").replace(/^state:.*$/m, `state: { backend: s3, bootstrap: ${place} }`),
  );
  for (const one of [LOCAL, `${LOCAL}.moved`, BUCKET]) rmSync(one, { force: true });
  mkdirSync(dirname(LOCAL), { recursive: true });
  writeFileSync(place === "local" ? LOCAL : BUCKET, STATE);
}

function moveState(place: string, killAt = ""): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(
    process.execPath,
    [resolve("dist/cli/aws-platform.js"), "move-state", "shop", place],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, TMPDIR: folder, TERRAFORM_BINARY_NAME: TERRAFORM, KILL_AT: killAt },
    },
  );
  return { status, stderr };
}

/** Where the state is: each copy that holds all of it, and what the environment file says. */
const places = () => ({
  machine: existsSync(LOCAL) && JSON.parse(readFileSync(LOCAL, "utf8")).serial,
  bucket: existsSync(BUCKET) && JSON.parse(readFileSync(BUCKET, "utf8")).serial,
  file: /bootstrap: (\w+)/.exec(readFileSync(FILE, "utf8"))?.[1],
});

describe("move-state, killed and run again", () => {
  test.each(["init", "state push"])("moves the state into the bucket after a kill in `terraform %s`", (work) => {
    start("local");
    expect(moveState("s3", work).status).toBeNull();
    expect(moveState("s3")).toEqual({ status: 0, stderr: "" });
    expect(places()).toEqual({ machine: false, bucket: 3, file: "s3" });
  });

  test.each(["init", "state pull"])("moves the state back after a kill in `terraform %s`", (work) => {
    start("s3");
    expect(moveState("local", work).status).toBeNull();
    expect(moveState("local")).toEqual({ status: 0, stderr: "" });
    expect(places()).toEqual({ machine: 3, bucket: 3, file: "local" });
  });
});

describe("move-state", () => {
  test("back keeps the state that never left this machine, where the bucket has none", () => {
    start("local");
    expect(moveState("s3", "init").status).toBeNull();
    expect(moveState("local")).toEqual({ status: 0, stderr: "" });
    expect(places()).toEqual({ machine: 3, bucket: false, file: "local" });
  });

  test("back does not write an empty state where there is none", () => {
    start("s3");
    rmSync(BUCKET);
    expect(moveState("local")).toEqual({
      status: 1,
      stderr: `the bucket holds no state of shop-bootstrap, and there is none in ${LOCAL}; \`npm run recover -- shop bootstrap\` says what can be brought back\n`,
    });
  });

  test("back does not write over a state of something else", () => {
    start("s3");
    writeFileSync(LOCAL, STATE.replace('"a"', '"b"'));
    expect(moveState("local")).toEqual({
      status: 1,
      stderr: `${LOCAL} is there already, and is not of the state that the bucket holds; move it away, and run this again\n`,
    });
  });
});

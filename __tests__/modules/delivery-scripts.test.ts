import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pins from "../../pins.json";
import { filesOf, received, receivedByAgent } from "./delivery-fixture";
import { Machine } from "./delivery-machine";

const controller = filesOf(received());
const agent = filesOf(receivedByAgent());
const scripts = [...controller, ...agent]
  .filter(({ content }) => content.startsWith("#!"))
  .map(({ path, content }) => [path, content]);
const run = (command: string, args: string[], input: string) => spawnSync(command, args, { input, encoding: "utf8" });

describe("the scripts of the first boots", () => {
  test.each(scripts)("%s: bash can read it", (_, content = "") => {
    expect(run("bash", ["-n"], content)).toMatchObject({ status: 0, stderr: "" });
  });

  const lint = spawnSync("shellcheck", ["--version"]).status === 0 ? test.each(scripts) : test.skip.each(scripts);
  lint("%s: shellcheck finds nothing (skipped where it is not installed)", (_, content = "") => {
    expect(run("shellcheck", ["--severity=warning", "-"], content)).toMatchObject({ status: 0, stdout: "" });
  });

  test.each(scripts)("%s: stops at the first error", (_, content = "") => {
    expect(content).toMatch(/^set -a?euo pipefail$/m);
  });
});

describe("jenkins-admin-password", () => {
  /** Secrets Manager with one secret, which is the file `secret`. */
  const aws = `case "$2" in
    describe-secret) if [ -e "$ROOT/secret" ]; then echo 1; else echo 0; fi ;;
    put-secret-value) cp "\${6#file://}" "$ROOT/secret" ;;
    get-secret-value) cat "$ROOT/secret"; echo ;;
  esac`;
  const machine = new Machine(controller, { aws });
  afterAll(machine.remove);
  const password = () => machine.read("run/jenkins-secrets/ADMIN_PASSWORD");

  test("makes a password when the secret has none, and keeps it when it runs again", () => {
    expect(machine.run("jenkins-admin-password")).toEqual({ status: 0, stderr: "" });
    const first = password();
    expect(first).toMatch(/^[0-9a-f]{48}$/);
    expect(machine.read("secret")).toBe(first);
    expect(machine.run("jenkins-admin-password")).toEqual({ status: 0, stderr: "" });
    expect(password()).toBe(first);
    expect(machine.log().filter((line) => line.includes("put-secret-value"))).toHaveLength(1);
  });

  test("takes the password that is there, as a new instance does", () => {
    writeFileSync(join(machine.root, "secret"), "changed-by-hand");
    expect(machine.run("jenkins-admin-password").status).toBe(0);
    expect(password()).toBe("changed-by-hand");
  });

  test("lets nobody else read the file, and never names the password in a command", () => {
    expect(statSync(join(machine.root, "run/jenkins-secrets/ADMIN_PASSWORD")).mode & 0o777).toBe(0o600);
    expect(machine.log().join("\n")).not.toMatch(/[0-9a-f]{48}|changed-by-hand/);
  });

  test("fails when Secrets Manager cannot be reached, so that Jenkins does not start without a password", () => {
    const offline = new Machine(controller, { aws: "exit 255" });
    expect(offline.run("jenkins-admin-password").status).toBe(255);
    offline.remove();
  });
});

describe("jenkins-certificate", () => {
  /** `x509` knows whether a certificate is still good; the others write the file they are asked for. */
  const openssl = `case "$1" in
    x509) [ -e "$3" ] && [ ! -e "$ROOT/expired" ] ;;
    rand) echo 0123456789abcdef0123456789abcdef ;;
    *) while [ $# -gt 0 ]; do case "$1" in -out | -keyout) touch "$2" ;; esac; shift; done ;;
  esac`;
  /** The metadata of the instance: it gives a token, and for that the private address. */
  const curl = `case "$*" in
    *ttl-seconds*api/token) echo a-token ;;
    *"X-aws-ec2-metadata-token: a-token"*/local-ipv4) echo 10.20.0.9 ;;
    *) exit 22 ;;
  esac`;
  const machine = new Machine(controller, { openssl, curl });
  afterAll(machine.remove);
  const made = () => machine.log().filter((line) => line.startsWith("openssl req"));

  test("makes one for the public address and for the private one, once", () => {
    expect(machine.run("jenkins-certificate")).toEqual({ status: 0, stderr: "" });
    expect(machine.run("jenkins-certificate")).toEqual({ status: 0, stderr: "" });
    expect(made()).toEqual([expect.stringContaining("-addext subjectAltName=IP:198.51.100.101,IP:10.20.0.9 ")]);
  });

  test("makes a new one when it is about to end", () => {
    writeFileSync(join(machine.root, "expired"), "");
    expect(machine.run("jenkins-certificate").status).toBe(0);
    expect(made()).toHaveLength(2);
  });

  test("says where the machine that builds finds Jenkins, and which certificate to trust there", () => {
    expect(machine.read("etc/jenkins/tls/inside.env")).toBe(
      `INSIDE_URL=https://10.20.0.9/\nCERTIFICATE=${machine.root}/etc/jenkins/tls/198.51.100.101.pem\n`,
    );
    expect(statSync(join(machine.root, "etc/jenkins/tls/198.51.100.101.pem")).mode & 0o777).toBe(0o644);
  });

  test("fails without metadata, so that no certificate is made that the machine that builds cannot trust", () => {
    const lost = new Machine(controller, { openssl, curl: "exit 22" });
    expect(lost.run("jenkins-certificate").status).toBe(22);
    expect(lost.log().filter((line) => line.startsWith("openssl"))).toEqual([]);
    lost.remove();
  });

  test("keeps its key in the keystore alone, whose password only root can read", () => {
    expect(existsSync(join(machine.root, "etc/jenkins/tls/key.pem"))).toBe(false);
    expect(statSync(join(machine.root, "etc/jenkins/tls/keystore.env")).mode & 0o777).toBe(0o600);
  });
});

describe("jenkins-agent-secret", () => {
  /** Secrets Manager with one secret, which is the file `secret`; it says so when there is no value. */
  const aws = `case "$2" in
    get-secret-value) [ -e "$ROOT/secret" ] || exit 254; cat "$ROOT/secret"; echo ;;
    put-secret-value) cp "\${6#file://}" "$ROOT/secret" ;;
  esac`;
  const machine = new Machine(controller, { aws });
  afterAll(machine.remove);
  const puts = () => machine.log().filter((line) => line.includes("put-secret-value")).length;
  const told = (text: string) => writeFileSync(join(machine.root, "run/jenkins-secrets/agent"), text);

  test("tells what Jenkins wrote, once", () => {
    told('{"url":"https://10.20.0.9/"}');
    expect(machine.run("jenkins-agent-secret")).toEqual({ status: 0, stderr: "" });
    expect(machine.run("jenkins-agent-secret")).toEqual({ status: 0, stderr: "" });
    expect(machine.read("secret")).toBe('{"url":"https://10.20.0.9/"}');
    expect(puts()).toBe(1);
  });

  test("tells it anew when Jenkins is somewhere else", () => {
    told('{"url":"https://10.20.0.77/"}');
    expect(machine.run("jenkins-agent-secret").status).toBe(0);
    expect(machine.read("secret")).toBe('{"url":"https://10.20.0.77/"}');
    expect(puts()).toBe(2);
  });

  test("never names it in a command", () => {
    expect(machine.log().join("\n")).not.toMatch(/10\.20\.0/);
  });

  test("waits for Jenkins, and fails when it says nothing", () => {
    const silent = new Machine(controller, { aws, timeout: 'echo "$1" >"$ROOT/waited"; exit 124' });
    expect(silent.run("jenkins-agent-secret").status).toBe(124);
    expect(silent.read("waited")).toBe("300\n");
    expect(silent.log().filter((line) => line.startsWith("aws"))).toEqual([]);
    silent.remove();
  });

  test("fails when Secrets Manager cannot be reached", () => {
    const offline = new Machine(controller, { aws: "exit 255" });
    writeFileSync(join(offline.root, "run/jenkins-secrets/agent"), "{}");
    expect(offline.run("jenkins-agent-secret").status).toBe(255);
    offline.remove();
  });
});

describe("install-jenkins", () => {
  const DEVICE = "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0";
  const stubs = (fingerprint: string) => ({
    timeout: "",
    blkid: `[ -e "$ROOT/formatted" ] || exit 2; echo 11111111-2222-3333-4444-555555555555`,
    "mkfs.xfs": `touch "$ROOT/formatted"`,
    mountpoint: `[ -e "$ROOT/mounted" ]`,
    mount: `touch "$ROOT/mounted"`,
    curl: `while [ "$1" != -o ]; do shift; done; printf '%064d\\n' 0 >"$2"`,
    gpg: `echo pub:-:; echo fpr:::::::::${fingerprint}:`,
    install: "",
    getent: `[ -e "$ROOT/user" ]`,
    useradd: `touch "$ROOT/user"`,
    ...Object.fromEntries(
      ["groupadd", "xfs_growfs", "systemctl", "rpm", "dnf", "java", "sha256sum"].map((name) => [
        name,
        "cat >/dev/null",
      ]),
    ),
  });
  const machine = new Machine(controller, stubs("5E386EADB55F01504CAE8BCF7198F4B714ABFC68"));
  afterAll(machine.remove);
  const count = (start: string) => machine.log().filter((line) => line.startsWith(start)).length;

  test("formats and mounts the data volume of the instance, and starts Jenkins last", () => {
    expect(machine.run("install-jenkins")).toEqual({ status: 0, stderr: "" });
    expect(machine.log()).toContain(`mkfs.xfs ${join(machine.root, DEVICE)}`);
    expect(machine.read("etc/fstab")).toBe(
      `UUID=11111111-2222-3333-4444-555555555555 ${machine.root}/var/lib/jenkins xfs defaults,nofail 0 2\n`,
    );
    expect(machine.log().slice(-2)).toEqual([
      `install -D -o jenkins -g jenkins -m 0644 ${machine.root}/etc/jenkins/agent.groovy ${machine.root}/var/lib/jenkins/init.groovy.d/agent.groovy`,
      "systemctl enable --now jenkins",
    ]);
  });

  test("never formats a volume again, and changes nothing twice, when it runs again", () => {
    const fstab = machine.read("etc/fstab");
    expect(machine.run("install-jenkins")).toEqual({ status: 0, stderr: "" });
    expect([count("mkfs.xfs"), count("mount "), count("useradd")]).toEqual([1, 1, 1]);
    expect(machine.read("etc/fstab")).toBe(fstab);
  });

  test("installs the exact packages", () => {
    expect(machine.log().find((line) => line.startsWith("dnf"))).toBe(
      `dnf install -y --setopt=retries=10 java-21-amazon-corretto-headless fontconfig git awscli-2 jenkins-${pins.jenkins.controller.version}`,
    );
  });

  test.each(["0000000000000000000000000000000000000000", "x:\necho pub:-:"])(
    "stops at a key that is not Jenkins' own",
    (key) => {
      const other = new Machine(controller, stubs(key));
      expect(other.run("install-jenkins").status).not.toBe(0);
      expect(other.log().filter((line) => line.startsWith("dnf") || line.startsWith("rpm"))).toEqual([]);
      other.remove();
    },
  );

  test("stops at a download with another checksum", () => {
    const other = new Machine(controller, {
      ...stubs("5E386EADB55F01504CAE8BCF7198F4B714ABFC68"),
      sha256sum: "exit 1",
    });
    expect(other.run("install-jenkins").status).toBe(1);
    expect(other.log().filter((line) => line.includes("enable --now jenkins"))).toEqual([]);
    other.remove();
  });
});

describe("install-agent", () => {
  const stubs = {
    curl: `while [ "$1" != -o ]; do shift; done; touch "$2"`,
    install: "",
    getent: `[ -e "$ROOT/user" ]`,
    useradd: `touch "$ROOT/user"`,
    ...Object.fromEntries(["systemctl", "dnf", "sha256sum"].map((name) => [name, "cat >/dev/null"])),
  };

  test("installs what builds need, and connects last, again as well as at first", () => {
    const machine = new Machine(agent, stubs);
    for (let i = 0; i < 2; i++) {
      expect(machine.run("install-agent")).toEqual({ status: 0, stderr: "" });
      expect(machine.log().slice(-4)).toEqual([
        "systemctl daemon-reload",
        "systemctl enable --now docker",
        "systemctl enable jenkins-agent",
        "systemctl restart --no-block jenkins-agent",
      ]);
    }
    expect(machine.log().filter((line) => line.startsWith("useradd"))).toHaveLength(1);
    expect(machine.log().find((line) => line.startsWith("dnf"))).toBe(
      "dnf install -y --setopt=retries=10 java-21-amazon-corretto-headless git docker awscli-2 jq",
    );
    machine.remove();
  });

  test("stops at a download with another checksum", () => {
    const machine = new Machine(agent, { ...stubs, sha256sum: "exit 1" });
    expect(machine.run("install-agent").status).toBe(1);
    expect(machine.log().filter((line) => /^(install|systemctl)/.test(line))).toEqual([]);
    machine.remove();
  });
});

describe("jenkins-agent", () => {
  const TOLD = { url: "https://10.20.0.9/", name: "builds", mac: "5ec7e7", certificate: "-----BEGIN\nx\n-----END" };
  const stubs = {
    aws: `cat "$ROOT/told"`,
    curl: `while [ "$1" != -o ]; do shift; done; touch "$2"`,
    java: `printf '%s\n' "$@" >"$ROOT/java"; env >"$ROOT/env"`,
  };
  const told = (text: string, changes = {}) => {
    const machine = new Machine(agent, { ...stubs, ...changes });
    writeFileSync(join(machine.root, "told"), text);
    return machine;
  };

  test("connects over a WebSocket to where the secret says, trusting that certificate alone", () => {
    const machine = told(JSON.stringify(TOLD));
    expect(machine.run("jenkins-agent")).toEqual({ status: 0, stderr: "" });
    const folder = `${machine.root}/run/jenkins-agent`;
    expect(machine.log().filter((line) => line.startsWith("curl"))).toEqual([
      `curl -fsS --cacert ${folder}/certificate -o ${folder}/agent.jar https://10.20.0.9/jnlpJars/agent.jar`,
    ]);
    expect(
      machine
        .read("java")
        .replaceAll(`${machine.root}/`, "/")
        .split(/\n(?=-[a-z])/),
    ).toEqual([
      "-jar\n/run/jenkins-agent/agent.jar",
      "-url\nhttps://10.20.0.9/",
      "-name\nbuilds",
      "-secret\n@/run/jenkins-agent/mac",
      `-cert\n${TOLD.certificate}`,
      "-webSocket",
      "-noReconnectAfter\n2m",
      "-workDir\n/var/lib/jenkins-agent\n",
    ]);
    machine.remove();
  });

  test("names the secret in no command and in no environment of builds, and lets nobody else read it", () => {
    const machine = told(JSON.stringify(TOLD));
    machine.run("jenkins-agent");
    expect(machine.log().join("\n") + machine.read("env")).not.toMatch(/5ec7e7|AGENT_SECRET/);
    const file = join(machine.root, "run/jenkins-agent/mac");
    expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["5ec7e7\n", 0o600]);
    machine.remove();
  });

  test.each([
    ["nothing was told yet", "", { aws: "exit 254" }],
    ["something is missing in what was told", JSON.stringify({ ...TOLD, certificate: undefined }), {}],
    ["it was told no JSON", "none", {}],
    ["Jenkins does not answer, or with another certificate", JSON.stringify(TOLD), { curl: "exit 60" }],
  ])("ends when %s, to be started again by systemd", (_, text, changes) => {
    const machine = told(text, changes);
    expect(machine.run("jenkins-agent").status).not.toBe(0);
    expect(existsSync(join(machine.root, "java"))).toBe(false);
    machine.remove();
  });
});

/** What the two machines really do between them, with the real openssl, jq and curl; Jenkins and AWS are stood in for. */
describe("the certificate that the controller makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "certificate-"));
  let server: Server;
  let port: number;

  beforeAll(async () => {
    const machine = new Machine(controller, {
      curl: 'case "$*" in *local-ipv4) echo 127.0.0.1 ;; *) echo a-token ;; esac',
      rm: "", // the key, which the server of this test needs
    });
    expect(machine.run("jenkins-certificate").status).toBe(0);
    const tls = join(machine.root, "etc/jenkins/tls");
    writeFileSync(join(folder, "certificate"), readFileSync(join(tls, "198.51.100.101.pem")));
    server = createServer(
      { key: readFileSync(join(tls, "key.pem")), cert: readFileSync(join(folder, "certificate")) },
      (_, response) => void response.end("agent.jar"),
    );
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    port = (server.address() as { port: number }).port;
    machine.remove();
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (host: string, ...options: string[]) =>
    new Promise<number | null>((done) => {
      const child = spawn("curl", ["-fsS", ...options, `https://${host}:${port}/jnlpJars/agent.jar`], {
        stdio: "ignore",
      });
      child.on("close", done);
    });

  test("is trusted at the private address by who was told of it, and by nobody else", async () => {
    const trusting = ["--cacert", join(folder, "certificate")];
    expect(await ask("127.0.0.1", ...trusting)).toBe(0);
    expect(await ask("127.0.0.1")).toBe(60);
    expect(await ask("localhost", ...trusting)).toBe(60); // another name than it was made for
  });
});

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import pins from "../../pins.json";
import { received } from "./delivery-fixture";

const files: { path: string; content: string }[] = parse(received()).write_files;
const scripts = files.filter(({ content }) => content.startsWith("#!")).map(({ path, content }) => [path, content]);
const run = (command: string, args: string[], input: string) => spawnSync(command, args, { input, encoding: "utf8" });

describe("the scripts of the first boot", () => {
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

/** A root folder in which a script runs: its absolute paths are moved there, and programs are replaced by stubs. */
class Machine {
  readonly root = mkdtempSync(join(tmpdir(), "machine-"));

  constructor(stubs: Readonly<Record<string, string>>) {
    for (const folder of [
      "bin",
      "etc/platform",
      "etc/pki/rpm-gpg",
      "etc/jenkins/tls",
      "run/jenkins-secrets",
      "var/lib",
    ])
      mkdirSync(join(this.root, folder), { recursive: true });
    writeFileSync(join(this.root, "etc/fstab"), "");
    for (const { path, content } of files) if (path.endsWith(".env")) writeFileSync(join(this.root, path), content);
    for (const [name, body] of Object.entries({ chown: "", ...stubs })) {
      writeFileSync(join(this.root, "bin", name), `#!/usr/bin/env bash\necho "${name} $*" >>"$ROOT/log"\n${body}\n`);
      chmodSync(join(this.root, "bin", name), 0o755);
    }
  }

  run(script: string): { status: number | null; stderr: string } {
    const content = files.find(({ path }) => path.endsWith(`/${script}`))?.content ?? "";
    const moved = content.replace(/(?<=[\s=>"'])\/(?=(etc|run|var\/lib|dev\/disk)\/)/g, `${this.root}/`);
    const env = { ROOT: this.root, PATH: `${this.root}/bin:${process.env.PATH}` };
    writeFileSync(join(this.root, script), moved);
    const { status, stderr } = spawnSync("bash", [script], { env, encoding: "utf8", cwd: this.root });
    return { status, stderr };
  }

  read = (path: string): string => readFileSync(join(this.root, path), "utf8");
  log = (): string[] => (existsSync(join(this.root, "log")) ? this.read("log").trim().split("\n") : []);
  remove = (): void => rmSync(this.root, { recursive: true });
}

describe("jenkins-admin-password", () => {
  /** Secrets Manager with one secret, which is the file `secret`. */
  const aws = `case "$2" in
    describe-secret) if [ -e "$ROOT/secret" ]; then echo 1; else echo 0; fi ;;
    put-secret-value) cp "\${6#file://}" "$ROOT/secret" ;;
    get-secret-value) cat "$ROOT/secret"; echo ;;
  esac`;
  const machine = new Machine({ aws });
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
    const offline = new Machine({ aws: "exit 255" });
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
  const machine = new Machine({ openssl });
  afterAll(machine.remove);
  const made = () => machine.log().filter((line) => line.startsWith("openssl req"));

  test("makes one for the address, once", () => {
    expect(machine.run("jenkins-certificate")).toEqual({ status: 0, stderr: "" });
    expect(machine.run("jenkins-certificate")).toEqual({ status: 0, stderr: "" });
    expect(made()).toEqual([expect.stringContaining("-addext subjectAltName=IP:198.51.100.101 ")]);
  });

  test("makes a new one when it is about to end", () => {
    writeFileSync(join(machine.root, "expired"), "");
    expect(machine.run("jenkins-certificate").status).toBe(0);
    expect(made()).toHaveLength(2);
  });

  test("keeps its key in the keystore alone, whose password only root can read", () => {
    expect(existsSync(join(machine.root, "etc/jenkins/tls/key.pem"))).toBe(false);
    expect(statSync(join(machine.root, "etc/jenkins/tls/keystore.env")).mode & 0o777).toBe(0o600);
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
  const machine = new Machine(stubs("5E386EADB55F01504CAE8BCF7198F4B714ABFC68"));
  afterAll(machine.remove);
  const count = (start: string) => machine.log().filter((line) => line.startsWith(start)).length;

  test("formats and mounts the data volume of the instance, and starts Jenkins last", () => {
    expect(machine.run("install-jenkins")).toEqual({ status: 0, stderr: "" });
    expect(machine.log()).toContain(`mkfs.xfs ${join(machine.root, DEVICE)}`);
    expect(machine.read("etc/fstab")).toBe(
      `UUID=11111111-2222-3333-4444-555555555555 ${machine.root}/var/lib/jenkins xfs defaults,nofail 0 2\n`,
    );
    expect(machine.log().at(-1)).toBe("systemctl enable --now jenkins");
  });

  test("never formats a volume again, and changes nothing twice, when it runs again", () => {
    const fstab = machine.read("etc/fstab");
    expect(machine.run("install-jenkins")).toEqual({ status: 0, stderr: "" });
    expect([count("mkfs.xfs"), count("mount "), count("useradd")]).toEqual([1, 1, 1]);
    expect(machine.read("etc/fstab")).toBe(fstab);
  });

  test("installs the exact packages", () => {
    expect(machine.log().find((line) => line.startsWith("dnf"))).toBe(
      `dnf install -y --setopt=retries=10 java-21-amazon-corretto-headless fontconfig git docker awscli-2 jenkins-${pins.jenkins.controller.version}`,
    );
  });

  test.each(["0000000000000000000000000000000000000000", "x:\necho pub:-:"])(
    "stops at a key that is not Jenkins' own",
    (key) => {
      const other = new Machine(stubs(key));
      expect(other.run("install-jenkins").status).not.toBe(0);
      expect(other.log().filter((line) => line.startsWith("dnf") || line.startsWith("rpm"))).toEqual([]);
      other.remove();
    },
  );

  test("stops at a download with another checksum", () => {
    const other = new Machine({ ...stubs("5E386EADB55F01504CAE8BCF7198F4B714ABFC68"), sha256sum: "exit 1" });
    expect(other.run("install-jenkins").status).toBe(1);
    expect(other.log().filter((line) => line.includes("enable --now jenkins"))).toEqual([]);
    other.remove();
  });
});

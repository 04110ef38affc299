import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Block } from "../helpers";

const CHART = resolve(__dirname, "../../../modules/monitoring/chart");
/** The objects of a template. Whatever Helm fills in is quoted there, so it is YAML before Helm has seen it. */
const documents = (name: string): Block[] =>
  parseAllDocuments(readFileSync(join(CHART, "templates", `${name}.yaml`), "utf8")).map((document) => document.toJS());
const script: string = documents("job")[0].spec.template.spec.containers[0].args[0];

/** Stands in for curl: answers a read with the first argument's text, keeps what is sent. */
const CURL = `#!/bin/sh
case "$*" in
  *PATCH*) cat > "$SENT"; echo "$*" > "$SENT.arguments" ;;
  *) test "$ANSWER" != refused && echo "$ANSWER" ;;
esac
`;

/** Runs the job's script against an API that answers a read with `answer`; what it wrote, and how it ended. */
function run(answer: string): { status: number | null; output: string; sent?: string } {
  const folder = mkdtempSync(join(tmpdir(), "password-"));
  const sent = join(folder, "sent");
  try {
    writeFileSync(join(folder, "curl"), CURL, { mode: 0o755 });
    const { status, stdout } = spawnSync("/bin/sh", ["-euc", script], {
      encoding: "utf8",
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        ANSWER: answer,
        SENT: sent,
        NAMESPACE: "monitoring",
        SECRET_NAME: "grafana-admin",
        USER_KEY: "admin-user",
        PASSWORD_KEY: "admin-password",
      },
    });
    return { status, output: stdout, ...read(sent) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(path: string): { sent?: string } {
  try {
    return { sent: readFileSync(path, "utf8") };
  } catch {
    return {};
  }
}

const EMPTY = JSON.stringify({ kind: "Secret", metadata: { name: "grafana-admin" }, type: "Opaque" });
const FILLED = JSON.stringify({ kind: "Secret", data: { "admin-password": "c2VjcmV0", "admin-user": "YWRtaW4=" } });

describe("the job that makes Grafana's password", () => {
  test("fills an empty secret with a name and forty random letters and digits", () => {
    const { status, sent = "" } = run(EMPTY);
    expect([status, JSON.parse(sent)]).toEqual([
      0,
      { stringData: { "admin-user": "admin", "admin-password": expect.stringMatching(/^[A-Za-z0-9]{40}$/) } },
    ]);
  });

  test("makes another password every time", () => {
    expect(run(EMPTY).sent).not.toBe(run(EMPTY).sent);
  });

  test("leaves a secret alone that is filled already", () => {
    expect(run(FILLED)).toEqual({ status: 0, output: "the password is there already\n" });
  });

  test("fails, and writes nothing, when the secret cannot be read", () => {
    const { status, sent } = run("refused");
    expect([status === 0, sent]).toEqual([false, undefined]);
  });

  test("does not print the password", () => {
    const { output, sent = "" } = run(EMPTY);
    expect(output).not.toContain(JSON.parse(sent).stringData["admin-password"]);
  });
});

describe("modules/monitoring/chart", () => {
  test("lets the job read and change that one secret, and create none", () => {
    const role = documents("access").find(({ kind }) => kind === "Role");
    expect(role.rules).toEqual([
      { apiGroups: [""], resources: ["secrets"], resourceNames: ["{{ .Values.secret }}"], verbs: ["get", "patch"] },
    ]);
  });

  test("makes the secret empty, so that no password is in the release", () => {
    expect(Object.keys(documents("secret")[0])).toEqual(["apiVersion", "kind", "metadata", "type"]);
  });
});

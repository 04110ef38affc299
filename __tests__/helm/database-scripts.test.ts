import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILES = "modules/database-users/chart/files";
const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:app";

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (script: string, env: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((settle) => {
    const child = execFile("/bin/sh", [script], { env }, (error, stdout, stderr) =>
      settle({ status: error ? Number(child.exitCode) : 0, stdout, stderr }),
    );
  });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "database-users-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("secret.sh", () => {
  let server: Server;
  let url = "";
  /** What Secrets Manager keeps; undefined: the secret has no value. */
  let kept: string | undefined;
  let refusal: string | undefined;
  let asked: { target: string; authorization: string; token: string; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        const of = (name: string): string => String(request.headers[name] ?? "");
        if (request.url === "/credentials")
          return response.end(
            JSON.stringify(
              { AccessKeyId: "AKIA1", SecretAccessKey: "s/e+cret=", Token: "to/ken==", AccountId: "1" },
              null,
              2,
            ),
          );
        if (request.url === "/certificates") return response.end("certificates");
        const target = of("x-amz-target").replace("secretsmanager.", "");
        asked.push({ target, authorization: of("authorization"), token: of("x-amz-security-token"), body });
        const refused =
          refusal ?? (target === "GetSecretValue" && kept === undefined ? "ResourceNotFoundException" : undefined);
        if (refused) return response.writeHead(400).end(JSON.stringify({ __type: refused, Message: "no" }));
        if (target === "PutSecretValue") kept = JSON.parse(body).SecretString;
        return response.end(JSON.stringify({ ARN: SECRET, Name: "app", SecretString: kept }));
      });
    });
    await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((settle) => server.close(settle)));
  beforeEach(() => {
    [kept, refusal, asked] = [undefined, undefined, []];
  });

  const secret = (rotate: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> => {
    const token = join(folder, "token");
    writeFileSync(token, "pod");
    return run(join(FILES, "secret.sh"), {
      PATH: process.env.PATH ?? "",
      WORK: folder,
      SECRETS_API: `${url}/`,
      CERTIFICATES: `${url}/certificates`,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: token,
      REGION: "eu-central-1",
      SECRET,
      APP_USER: "shop_app",
      ROTATE: rotate,
      ...more,
    });
  };
  const left = (): string => readFileSync(join(folder, "password"), "utf8");

  test("makes a password of forty letters and digits when the secret has none, with the user's name", async () => {
    expect(await secret("no")).toEqual({ status: 0, stdout: "the secret has a new password\n", stderr: "" });
    expect(left()).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(JSON.parse(kept ?? "")).toEqual({ username: "shop_app", password: left() });
  });

  test("signs what it asks with the pod's credentials", async () => {
    await secret("no");
    for (const { authorization, token } of asked) {
      expect(authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIA1\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request, /,
      );
      expect(token).toBe("to/ken==");
    }
    expect(asked.map(({ target }) => target)).toEqual(["GetSecretValue", "PutSecretValue"]);
  });

  test("keeps the password that is there", async () => {
    kept = JSON.stringify({ username: "shop_app", password: "kept1" });
    expect(await secret("no")).toEqual({ status: 0, stdout: "the secret has a password already\n", stderr: "" });
    expect([left(), asked.length]).toEqual(["kept1", 1]);
  });

  test("replaces it when a new one is asked for", async () => {
    kept = JSON.stringify({ username: "shop_app", password: "kept1" });
    await secret("yes");
    expect([left() === "kept1", JSON.parse(kept).password === left()]).toEqual([false, true]);
  });

  test("makes no new password because it was not allowed to look for the old one", async () => {
    kept = "{}";
    refusal = "AccessDeniedException";
    const { status, stderr } = await secret("no");
    expect([status, stderr]).toEqual([1, expect.stringContaining("AccessDeniedException")]);
    expect([kept, existsSync(join(folder, "password"))]).toEqual(["{}", false]);
  });

  test("fails in a pod without credentials, and says why", async () => {
    const { status, stderr } = await secret("no", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "" });
    expect([status, stderr]).toEqual([
      1,
      "this pod was admitted before its association was known; the next one may not be\n",
    ]);
  });

  test("leaves the password and the certificates, and no credentials", async () => {
    await secret("no");
    expect(["password", "certificates.pem", "curl", "answer"].map((name) => existsSync(join(folder, name)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("database.sh", () => {
  /** A psql that writes down who asks for what, and answers as it is told. */
  const psql = (answer: string): string => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(
      join(bin, "psql"),
      `#!/bin/sh\necho "$PGUSER/$PGPASSWORD $*" >>${folder}/asked\ncase "$*" in *current_user*) ${answer} ;; *command*password*) cat >${folder}/typed ;; esac\n`,
    );
    chmodSync(join(bin, "psql"), 0o755);
    return bin;
  };
  const database = (answer: string): Promise<Ended> => {
    const master = join(folder, "master");
    mkdirSync(master);
    writeFileSync(join(master, "username"), "owner");
    writeFileSync(join(master, "password"), "m1");
    writeFileSync(join(folder, "password"), "p1");
    const PATH = `${psql(answer)}:${process.env.PATH}`;
    return run(join(FILES, "database.sh"), {
      PATH,
      WORK: folder,
      MASTER: master,
      APP_USER: "shop_app",
      PGDATABASE: "shop",
    });
  };
  const asked = (): string[] => readFileSync(join(folder, "asked"), "utf8").trim().split("\n");

  test("makes the user as the master user, sets its password, and logs in with it", async () => {
    expect((await database("echo shop_app")).stdout).toBe("shop_app logs in to shop\n");
    const options = "--no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1";
    expect(asked()).toEqual([
      `owner/m1 ${options} --set app=shop_app --file /files/rights.sql`,
      `owner/m1 ${options} --command \\password shop_app`,
      `shop_app/p1 ${options} --tuples-only --no-align --command SELECT current_user`,
    ]);
  });

  test("types the password twice, and never as an argument, which the server's log would hold", async () => {
    await database("echo shop_app");
    expect(readFileSync(join(folder, "typed"), "utf8")).toBe("p1\np1\n");
    expect(asked().slice(0, 2).join()).not.toContain("p1");
  });

  test("fails when the new user cannot log in", async () => {
    expect((await database("exit 2")).status).not.toBe(0);
  });
});

import { request } from "node:https";
import { NoAnswer } from "./aws";

/** An answer of the API of a cluster. */
export type Answer = Readonly<Record<string, unknown>>;

/** Asks the API of a cluster. A path is like `/api/v1/namespaces`; undefined means there is no such thing. */
export interface Kubernetes {
  readonly get: (path: string) => Promise<Answer | undefined>;
  readonly remove: (path: string) => Promise<void>;
}

/** Where a cluster answers, and how to be let in. */
export interface Access {
  readonly endpoint: string;
  /** Its certificate authority, in base64 as EKS gives it. */
  readonly certificateAuthority: string;
  readonly token: string;
}

/** Milliseconds until a cluster that does not answer counts as out of reach. */
const PATIENCE = 10_000;

/** Asks a cluster over TLS. `access` is worked out at the first question: where nobody asks, no cluster is needed. */
export function askKubernetes(access: () => Promise<Access>): Kubernetes {
  let known: Promise<Access> | undefined;
  const ask = async (method: string, path: string): Promise<Answer | undefined> => {
    known ??= access();
    return send(method, path, await known);
  };
  return {
    get: (path) => ask("GET", path),
    remove: async (path) => void (await ask("DELETE", path)),
  };
}

const send = (method: string, path: string, access: Access): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new NoAnswer("NoCluster", `the cluster's API at ${access.endpoint} ${why}`));
    const asked = request(
      new URL(path, access.endpoint),
      {
        method,
        ca: Buffer.from(access.certificateAuthority, "base64"),
        headers: { accept: "application/json", authorization: `Bearer ${access.token}` },
        timeout: PATIENCE,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        response.on("end", () => {
          const { statusCode = 0 } = response;
          if (statusCode === 404) resolve(undefined);
          else if (statusCode >= 300) fail(`answers ${statusCode} to ${method} ${path}`);
          else resolve(JSON.parse(text) as Answer);
        });
      },
    );
    asked.on("timeout", () => asked.destroy(new Error(`does not answer within ${PATIENCE / 1000} seconds`)));
    asked.on("error", ({ message }) => fail(message));
    asked.end();
  });

import { request } from "node:https";
import type { Environment } from "../environments/schema";
import { type Aws, NoAnswer } from "./aws";

/** An answer of the API of a cluster. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Asks the API of a cluster. A path is like `/api/v1/namespaces`; undefined means there is no such thing. What is not answered
 * rejects with a `NoAnswer`.
 */
export interface Kubernetes {
  /** @param accept media type, for example of what is only the metadata. @default "application/json" */
  readonly get: (path: string, accept?: string) => Promise<Answer | undefined>;
  readonly remove: (path: string) => Promise<void>;
}

/** Where a cluster answers, and how to be let in. */
export interface Access {
  readonly endpoint: string;
  /** Its certificate authority, in base64 as EKS gives it. */
  readonly certificateAuthority: string;
  readonly token: string;
}

/** The cluster of an environment, asked as Terraform asks it: where EKS says it is, with a token of the caller's own. */
export const clusterOf = ({ cluster }: Environment, aws: Aws): Kubernetes =>
  askKubernetes(async () => {
    const name = cluster?.name;
    if (name === undefined) throw new NoAnswer("NoCluster", "the environment has no cluster");
    const [described, credential] = await Promise.all([
      aws<{ cluster: { endpoint: string; certificateAuthority: { data: string } } }>(
        "eks",
        "describe-cluster",
        "--name",
        name,
      ),
      aws<{ status: { token: string } }>("eks", "get-token", "--cluster-name", name),
    ]);
    return {
      endpoint: described.cluster.endpoint,
      certificateAuthority: described.cluster.certificateAuthority.data,
      token: credential.status.token,
    };
  });

/** Milliseconds until a cluster that does not answer counts as out of reach. */
const PATIENCE = 10_000;

/** Asks a cluster over TLS. `access` is worked out at the first question: where nobody asks, no cluster is needed. */
export function askKubernetes(access: () => Promise<Access>): Kubernetes {
  let known: Promise<Access> | undefined;
  const ask = async (method: string, path: string, accept: string): Promise<Answer | undefined> => {
    known ??= access();
    return send(method, path, accept, await known);
  };
  return {
    get: (path, accept = JSON_TYPE) => ask("GET", path, accept),
    remove: async (path) => void (await ask("DELETE", path, JSON_TYPE)),
  };
}

const JSON_TYPE = "application/json";

const send = (method: string, path: string, accept: string, access: Access): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    const fail = (why: string, code = "NoCluster") =>
      reject(new NoAnswer(code, `the cluster's API at ${access.endpoint} ${why}`));
    const asked = request(
      new URL(path, access.endpoint),
      {
        method,
        ca: Buffer.from(access.certificateAuthority, "base64"),
        headers: { accept, authorization: `Bearer ${access.token}` },
        timeout: PATIENCE,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => (text += chunk));
        response.on("end", () => {
          const { statusCode = 0 } = response;
          if (statusCode === 404) resolve(undefined);
          else if (statusCode >= 300)
            fail(
              `answers ${statusCode} to ${method} ${path}`,
              statusCode === 401 ? "Unauthorized" : String(statusCode),
            );
          else resolve(JSON.parse(text) as Answer);
        });
      },
    );
    asked.on("timeout", () => asked.destroy(new Error(`does not answer within ${PATIENCE / 1000} seconds`)));
    asked.on("error", ({ message }) => fail(message));
    asked.end();
  });

import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** Beginning of every token that `aws eks get-token` makes. */
const TOKEN = "k8s-aws-v1.";

/**
 * Plays EKS's own authenticator: whoever comes with a token of `aws eks get-token` is an administrator. Returns the arguments
 * with which an API server asks it; it ends with this program.
 */
export async function serveLogins(folder: string): Promise<string[]> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const { spec } = JSON.parse(Buffer.concat(parts).toString("utf8"));
    const isKnown = String(spec.token).startsWith(TOKEN);
    const user = { username: "emulated", groups: ["system:masters"] };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        status: { authenticated: isKnown, ...(isKnown && { user }) },
      }),
    );
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  server.unref();
  const config = join(folder, "logins.json");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    config,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "logins", cluster: { server: address } }],
      users: [{ name: "api-server" }],
      contexts: [{ name: "logins", context: { cluster: "logins", user: "api-server" } }],
      "current-context": "logins",
    }),
  );
  return [`--authentication-token-webhook-config-file=${config}`, "--authentication-token-webhook-version=v1"];
}

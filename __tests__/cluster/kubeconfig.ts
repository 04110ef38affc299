import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { UserError } from "../../environments/problem";
import type { Block } from "../helpers";
import type { Connection } from "./api";

/** Writes a configuration for the usual clients, and returns its file. */
export function writeKubeconfig({ server, ca, token }: Connection, file: string): string {
  const cluster = { server, "certificate-authority-data": Buffer.from(ca).toString("base64") };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "cluster", cluster }],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "cluster", context: { cluster: "cluster", user: "admin" } }],
    "current-context": "cluster",
  };
  writeFileSync(file, stringify(config), { mode: 0o600 });
  return file;
}

/** The connection that a configuration's current context describes. Logins by other programs are not followed. */
export function readKubeconfig(file: string): Connection {
  const config: Block = parse(readFileSync(file, "utf8"));
  const named = (list: string, name: string): Block => config[list]?.find((one: Block) => one.name === name) ?? {};
  const { context = {} } = named("contexts", config["current-context"]);
  const { cluster = {} } = named("clusters", context.cluster);
  const { user = {} } = named("users", context.user);
  const bytes = (from: Block, key: string): Buffer | undefined => {
    if (from[`${key}-data`]) return Buffer.from(from[`${key}-data`], "base64");
    return from[key] ? readFileSync(resolve(dirname(file), from[key])) : undefined;
  };
  const ca = bytes(cluster, "certificate-authority");
  const [cert, key] = [bytes(user, "client-certificate"), bytes(user, "client-key")];
  if (!cluster.server || !ca || !(user.token || (cert && key)))
    throw new UserError(
      `${file}: the current context needs a server, its certificate-authority, and a token or a client certificate with its key`,
    );
  return { server: cluster.server, ca, ...(user.token ? { token: user.token } : { cert, key }) } as Connection;
}

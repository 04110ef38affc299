import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";

/** The smallest environment with every section that rules look at; tests change one line of it. */
export const SHOP = `name: shop
account: "111122223333"
region: eu-central-1
state: { backend: s3 }
network:
  cidr: 10.20.0.0/16
  zones:
    eu-central-1a: { public: 10.20.0.0/24, private: 10.20.16.0/20 }
    eu-central-1b: { public: 10.20.1.0/24, private: 10.20.32.0/20 }
  nat: single
  natZone: eu-central-1a
cluster:
  name: shop
  version: "1.35"
  admins: [arn:aws:iam::111122223333:role/admin]
  privateAccessCidrs: [10.90.0.0/16]
  nodeGroups:
    workers: { instanceTypes: [t3.medium], capacity: on-demand, min: 2, desired: 2, max: 4 }
data:
  database: { engineVersion: "16", instanceClass: db.m5.large, storageGb: 20, maxStorageGb: 100, name: shop, user: shop }
  cache: { engineVersion: "7.1", nodeType: cache.t3.micro }
delivery:
  repositories: { shop-repo: {} }
  jenkins:
    instanceType: t3.large
    zone: eu-central-1a
    webCidrs: [203.0.113.0/24]
    pipelines: { shop: { repositoryUrl: https://github.com/example/shop, image: shop-repo, app: web } }
workloads:
  apps:
    web:
      image: registry.example.com/shop/web:1.4.2
      port: 8000
      replicas: 2
      resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { cpu: 500m, memory: 512Mi } }
      service: { type: NodePort, nodePort: 30080 }
      ingress: { targetType: instance, group: shop, healthCheck: { path: /health, intervalSeconds: 30, timeoutSeconds: 5 } }
      database: true
`;

/** `[what to find, what to write instead]`; every change must find its text. */
export type Change = readonly [string | RegExp, string];

/** The shop's file with changes. */
export function shopWith(...changes: readonly Change[]): string {
  return changes.reduce((text, [find, write]) => {
    const changed = text.replace(find, write);
    if (changed === text) throw new Error(`the fixture has no ${find}`);
    return changed;
  }, SHOP);
}

/** Loads environment files by name from a folder of their own; names of the folder are left out of messages. */
export function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  names?: string,
  variable?: string,
): ReturnType<typeof loadEnvironments> {
  const folder = mkdtempSync(join(tmpdir(), "environments-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return loadEnvironments({ folder, names, variable });
  } catch (error) {
    if (error instanceof UserError)
      throw new UserError(error.message.replaceAll(`${folder}/`, "").replaceAll(folder, "folder"));
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines of the refusal of one file, without the heading and the file's name: `9  network.nat: is missing; …`. */
export function problemsOf(text: string | Uint8Array, file = "shop.yaml"): string[] {
  try {
    load({ [file]: text });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim().replace(`${file}:`, ""));
  }
  return [];
}

/** The problems of the shop's file with changes, without their line numbers. */
export const problemsWith = (...changes: readonly Change[]): string[] =>
  problemsOf(shopWith(...changes)).map((problem) => problem.replace(/^\d+ {2}/, ""));

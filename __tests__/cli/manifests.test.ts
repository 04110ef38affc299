import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import pins from "../../pins.json";
import type { Block } from "../helpers";
import { COMMAND_LINE, PROJECT } from "../project";

const folder = mkdtempSync(join(tmpdir(), "manifests-"));
const run = (...args: string[]) =>
  spawnSync(process.execPath, [COMMAND_LINE, "manifests", ...args], {
    cwd: PROJECT,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, MANIFESTS_OUTDIR: folder },
  });
const written = run("statuspage");
const read = (file: string): Block[] =>
  parseAllDocuments(readFileSync(join(folder, "statuspage", file), "utf8")).map((document) => document.toJS());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run manifests", () => {
  test("writes the objects of each namespace, and those of none, as YAML", () => {
    expect(readdirSync(join(folder, "statuspage")).sort()).toEqual([
      "cluster",
      "database-users",
      "kube-system",
      "monitoring",
      "monitoring-nodes",
      "statuspage",
    ]);
    expect(read("statuspage/deployment-statuspage.yaml")).toEqual([
      expect.objectContaining({ apiVersion: "apps/v1", kind: "Deployment" }),
    ]);
  });

  test("says which resource of Terraform makes an object", () => {
    expect(readFileSync(join(folder, "statuspage/cluster/storageclass-gp3.yaml"), "utf8")).toMatch(
      /^# kubernetes_storage_class_v1\.controllers_storage_gp3\n/,
    );
  });

  test("writes what the project's own charts make", () => {
    expect(read("statuspage/helm-release-app-secrets.yaml").map(({ kind }) => kind)).toContain("SecretProviderClass");
  });

  test("names every release that it has to leave out, and how to get its chart", () => {
    expect(written.stdout).toContain(
      `helm_release.monitoring_in_cluster_grafana is left out: name with HELM_CHARTS_DIR a folder that holds grafana ${pins.charts.grafana.version} of https://grafana-community.github.io/helm-charts, unpacked`,
    );
  });

  test("refuses an environment that is not there", () => {
    const { status, stderr } = run("shop");
    expect([status, stderr]).toEqual([1, expect.stringContaining("shop")]);
  });
});

import { Release } from "@cdktf/provider-helm/lib/release";
import { parse } from "yaml";
import type { Block } from "../helpers";
import { databaseUsers, props } from "../modules/database-users-fixture";
import { restrictions } from "./pods";
import { lint, render } from "./render";

const CHART = "modules/database-users/chart";
const release = databaseUsers().only(Release) as Block;
const objects = render(release, CHART);
const job = objects["Job database-users"] as Block;
const rotation = objects["CronJob database-users"] as Block;
const pods: Block[] = [job.spec.template.spec, rotation.spec.jobTemplate.spec.template.spec];
const rotates = (pod: Block): string => pod.initContainers[0].env.find(({ name }: Block) => name === "ROTATE").value;

describe("modules/database-users/chart", () => {
  test("has nothing that Helm's linter finds fault with", () => {
    expect(lint(release, CHART)).toContain("1 chart(s) linted, 0 chart(s) failed");
  });

  test("makes the user before Terraform goes on, and again with each upgrade", () => {
    expect(job.metadata.annotations["helm.sh/hook"]).toBe("post-install,post-upgrade");
  });

  test("keeps a password that is there; a new one comes every month, or when the same is asked for at once", () => {
    expect([pods.map(rotates), rotation.spec.schedule, rotation.spec.timeZone]).toEqual([
      ["no", "yes"],
      "30 4 1 * *",
      "Etc/UTC",
    ]);
  });

  test("makes pods that a restricted namespace admits", () => {
    expect(pods.flatMap(restrictions)).toEqual([]);
  });

  test("tries again with a new pod, because a restarted container is no new admission", () => {
    expect(pods.map(({ restartPolicy }) => restartPolicy)).toEqual(["Never", "Never"]);
    expect(job.spec.backoffLimit).toBe(8);
  });

  test("mounts the master user's secret in the container that speaks with the database, and in no other", () => {
    for (const { initContainers, containers } of pods) {
      const mounts = (container: Block): string[] => container.volumeMounts.map(({ name }: Block) => name);
      expect([initContainers.flatMap(mounts), containers.flatMap(mounts)]).toEqual([
        ["files", "work"],
        ["files", "work", "master"],
      ]);
    }
    const [secret] = parse(objects["SecretProviderClass database-users"]?.spec.parameters.objects);
    expect(secret.objectName).toBe(props.masterSecretArn);
  });

  test("keeps passwords in memory, and verifies the database's certificate", () => {
    for (const { volumes, containers } of pods) {
      expect(volumes.find(({ name }: Block) => name === "work").emptyDir.medium).toBe("Memory");
      expect(containers[0].env).toContainEqual({ name: "PGSSLMODE", value: "verify-full" });
    }
  });

  test("runs images by digest", () => {
    for (const { initContainers, containers } of pods)
      for (const { image } of [...initContainers, ...containers])
        expect(image).toMatch(/:[\w.-]+@sha256:[0-9a-f]{64}$/);
  });
});

import { spawnSync } from "node:child_process";
import { Release } from "@cdktf/provider-helm/lib/release";
import { parse } from "yaml";
import type { Block } from "../helpers";
import { appWith, database } from "../modules/apps-fixture";
import { restrictions } from "./pods";
import { lint, render } from "./render";

const CHART = "modules/apps/chart";
const PULL_SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:registry";
const both: Block = appWith({ pullSecretArn: PULL_SECRET, runAsUser: 4711 }, { database }).only(Release);
const objects = render(both, CHART);
const mounted = (name: string): Block[] => parse(objects[`SecretProviderClass ${name}`].spec.parameters.objects);

describe("modules/apps/chart", () => {
  test("has nothing that Helm's linter finds fault with", () => {
    expect(lint(both, CHART)).toContain("1 chart(s) linted, 0 chart(s) failed");
  });

  test("mounts the name and the password of the database's user as files", () => {
    expect(mounted("web-database")).toEqual([
      {
        objectName: database.databaseSecretArn,
        objectType: "secretsmanager",
        jmesPath: [
          { path: "username", objectAlias: "username" },
          { path: "password", objectAlias: "password" },
        ],
      },
    ]);
  });

  test("reads secrets as the app, through EKS Pod Identity", () => {
    expect(objects["SecretProviderClass web-database"].spec.parameters.usePodIdentity).toBe("true");
    expect(objects["Job web-registry"].spec.template.spec.serviceAccountName).toBe("web");
  });

  test("syncs no secret into Kubernetes by itself", () => {
    expect(objects["SecretProviderClass web-database"].spec.secretObjects).toBeUndefined();
  });

  test("makes the registry's secret without a login, for the job to fill", () => {
    expect(objects["Secret web-registry"].stringData).toEqual({ ".dockerconfigjson": '{"auths":{}}' });
  });

  test("makes the registry's secret once: no upgrade writes the empty login over the job's", () => {
    expect(objects["Secret web-registry"].metadata.annotations).toEqual({ "helm.sh/hook": "pre-install" });
  });

  test("is another release than the one that emptied the login", () => {
    expect(both.name).toBe("app-secrets");
  });

  test("lets the job change that one secret", () => {
    expect(objects["Role web-registry"].rules).toEqual([
      { apiGroups: [""], resources: ["secrets"], resourceNames: ["web-registry"], verbs: ["patch"] },
    ]);
  });

  test("makes a pod that a restricted namespace admits, with the app's user", () => {
    const pod = objects["Job web-registry"].spec.template.spec;
    expect([restrictions(pod), pod.securityContext.runAsUser]).toEqual([[], 4711]);
  });

  test("makes nothing of what an app does not have", () => {
    expect(Object.keys(render(appWith({}, { database }).only(Release), CHART))).toEqual([
      "SecretProviderClass web-database",
      "Job web-identity",
    ]);
  });

  describe("waits for the app's role with a job", () => {
    const job = objects["Job web-identity"];
    const [container] = job.spec.template.spec.containers;

    test("that Helm runs before it makes anything else", () => {
      expect(job.metadata.annotations["helm.sh/hook"]).toBe("pre-install,pre-upgrade");
    });

    test("whose pods are the app's, because credentials are given by service account", () => {
      expect(job.spec.template.spec.serviceAccountName).toBe("web");
    });

    test("that tries again with a new pod, because a restarted container is no new admission", () => {
      expect([job.spec.template.spec.restartPolicy, job.spec.backoffLimit]).toEqual(["Never", 8]);
    });

    test("that a restricted namespace admits", () => {
      expect(restrictions(job.spec.template.spec)).toEqual([]);
    });

    test("that fails in a pod without credentials, and says why", () => {
      const { status, stderr } = spawnSync("/bin/sh", ["-euc", container.args[0]], { env: {}, encoding: "utf8" });
      expect([status, stderr]).toEqual([
        1,
        "this pod was admitted before its association was known; the next one may not be\n",
      ]);
    });
  });
});

import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Release } from "@cdktf/provider-helm/lib/release";
import { DeploymentV1 } from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { App } from "../../modules/apps";
import { type Block, synth } from "../helpers";
import { appWith, cache, database, ingress, props, settings, volume } from "./apps-fixture";

const PULL_SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:registry";
const env = (...changes: Parameters<typeof appWith>): Record<string, string> =>
  Object.fromEntries(
    appWith(...changes)
      .only(DeploymentV1)
      .spec.template.spec.container[0].env.map(({ name, value }: Block) => [name, value]),
  );
const statements = (...changes: Parameters<typeof appWith>): Block[] =>
  JSON.parse(appWith(...changes).only(IamRolePolicy).policy).Statement;
const values = (...changes: Parameters<typeof appWith>): Block =>
  JSON.parse(appWith(...changes).only(Release).values[0]);

describe("App", () => {
  test("keeps its addresses", () => {
    const all = appWith(
      { ingress, volumes: { data: volume }, pullSecretArn: PULL_SECRET },
      { database, cache, monitoringNamespace: "monitoring" },
    );
    expect(all.addresses()).toMatchSnapshot();
  });

  test("enforces the Pod Security Standard that is written", () => {
    expect(appWith({ podSecurity: "baseline" }).only(NamespaceV1).metadata.labels).toEqual({
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/warn": "restricted",
    });
  });

  test("has its own name as its namespace unless another is written", () => {
    const name = (namespace?: string) => appWith({ namespace }).only(NamespaceV1).metadata.name;
    expect([name(), name("shop")]).toEqual(["web", "shop"]);
  });

  test.each([
    ["http://web.web.svc:80", undefined],
    ["http://${kubernetes_ingress_v1.apps_web_ingress.status[0].load_balancer[0].ingress[0].hostname}/", ingress],
    ["http://shop.example.com/app", { ...ingress, host: "shop.example.com", path: "/app" }],
    [
      "https://shop.example.com/",
      { ...ingress, host: "shop.example.com", certificateArn: "arn:aws:acm:eu-central-1:1:certificate/1" },
    ],
  ])("is reached at %s", (url, way) => {
    const { json } = synth((stack) => {
      const scope = new Construct(stack, "apps");
      const app = new App(scope, "web", { ...props, settings: { ...settings, ...(way && { ingress: way }) } });
      new TerraformOutput(stack, "url", { value: app.outputs.url, staticId: true });
    });
    expect(json.output.url.value).toBe(url);
  });
});

describe("an app with a database", () => {
  test("is told where it is, and in which file its password is", () => {
    expect(env({}, { database })).toEqual({
      DATABASE_HOST: "db.internal",
      DATABASE_NAME: "shop",
      DATABASE_PASSWORD_FILE: "/mnt/secrets/database/password",
      DATABASE_PORT: "5432",
      DATABASE_SSLMODE: "verify-full",
      DATABASE_USER: "shop",
    });
  });

  test("may read that one secret, and use its key for nothing else", () => {
    expect(statements({}, { database })).toEqual([
      {
        Sid: "DatabasePassword",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        Resource: database.databaseSecretArn,
      },
      {
        Sid: "DecryptDatabasePassword",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: database.databaseSecretKeyArn,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com" } },
      },
    ]);
  });

  test("gets the secret as files from the node, and no secret into Kubernetes", () => {
    const spec = appWith({}, { database }).only(DeploymentV1).spec.template.spec;
    expect(spec.volume.find(({ name }: Block) => name === "database-secret").csi).toEqual({
      driver: "secrets-store.csi.k8s.io",
      read_only: true,
      volume_attributes: { secretProviderClass: values({}, { database }).database.name },
    });
  });

  test("may write a variable of its own instead of the given one", () => {
    expect(env({ env: { DATABASE_SSLMODE: "require" } }, { database }).DATABASE_SSLMODE).toBe("require");
  });
});

describe("an app with a cache", () => {
  test("is told where it is and as whom to log in, and gets no password", () => {
    expect(env({}, { cache })).toEqual({
      AWS_REGION: "eu-central-1",
      CACHE_HOST: "cache.internal",
      CACHE_NAME: "shop",
      CACHE_PORT: "6379",
      CACHE_TLS: "true",
      CACHE_USER: "shop",
    });
  });

  test("may connect to that cache as that user, and do nothing else", () => {
    expect(statements({}, { cache })).toEqual([
      { Sid: "Cache", Effect: "Allow", Action: "elasticache:Connect", Resource: [cache.cacheArn, cache.cacheUserArn] },
    ]);
  });
});

describe("an app whose image is in a private registry", () => {
  test("pulls with a secret that the chart fills", () => {
    const { image_pull_secrets } = appWith({ pullSecretArn: PULL_SECRET }).only(DeploymentV1).spec.template.spec;
    expect(image_pull_secrets).toEqual([{ name: values({ pullSecretArn: PULL_SECRET }).pullSecret.name }]);
  });

  test("may decrypt that one secret, whichever key it has", () => {
    const [, decrypt] = statements({ pullSecretArn: PULL_SECRET });
    expect(decrypt.Condition.StringEquals["kms:EncryptionContext:SecretARN"]).toBe(PULL_SECRET);
  });
});

describe("an app that needs nothing of AWS", () => {
  test("has no role and no release", () => {
    expect([appWith().all(EksPodIdentityAssociation), appWith().all(Release)]).toEqual([{}, {}]);
  });
});

describe("a pipeline", () => {
  const rulesWith = (...changes: Parameters<typeof appWith>) => appWith(...changes).only(RoleV1).rule;

  test("may look at the app's Deployment and give it another image, and touches no secret", () => {
    expect(rulesWith({}, { pipelineGroups: ["platform:pipeline:shop", "platform:pipeline:hotfix"] })).toEqual([
      {
        api_groups: ["apps"],
        resources: ["deployments"],
        resource_names: ["web"],
        verbs: ["get", "list", "watch", "patch"],
      },
    ]);
  });

  test("is whoever is in the groups of the app's own pipelines", () => {
    expect(
      appWith({}, { pipelineGroups: ["platform:pipeline:shop", "platform:pipeline:hotfix"] }).only(RoleBindingV1)
        .subject,
    ).toEqual([
      { api_group: "rbac.authorization.k8s.io", kind: "Group", name: "platform:pipeline:shop" },
      { api_group: "rbac.authorization.k8s.io", kind: "Group", name: "platform:pipeline:hotfix" },
    ]);
  });

  test("has no rights where there is none", () => {
    expect(appWith().all(RoleV1)).toEqual({});
  });
});

describe("the order of an app", () => {
  const app = appWith({ volumes: { data: volume } }, { database });

  test("starts the pods after their role, their secrets and their volumes", () => {
    expect(app.only(DeploymentV1).depends_on).toEqual(
      expect.arrayContaining([
        "aws_eks_pod_identity_association.apps_web_access_association",
        "aws_iam_role_policy.apps_web_access_role_own_policy",
        "helm_release.apps_web_secrets",
        "kubernetes_persistent_volume_claim_v1.apps_web_volume_data",
      ]),
    );
  });

  test("installs the secrets after the role that reads them", () => {
    expect(app.only(Release).depends_on).toContain("aws_eks_pod_identity_association.apps_web_access_association");
  });
});

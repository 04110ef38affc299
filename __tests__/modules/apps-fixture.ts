import { Construct } from "constructs";
import { App, type AppProps } from "../../modules/apps";
import type { IngressProps, Volume } from "../../modules/apps/props";
import { type Synthesized, synth } from "../helpers";

type Settings = AppProps["settings"];

/** The smallest application: one pod without a way in. */
export const settings: Settings = {
  image: "registry.example.com/shop/web:1.4.2",
  imagePullPolicy: "IfNotPresent",
  port: 8000,
  replicas: 1,
  resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
  env: {},
  runAsUser: 1000,
  writablePaths: ["/tmp"],
  podSecurity: "restricted",
  volumes: {},
  service: { type: "ClusterIP", port: 80 },
};

export const props: AppProps = {
  name: "web",
  settings,
  environment: "shop",
  region: "eu-central-1",
  clusterName: "shop",
  privateCidrs: ["10.0.1.0/24", "10.0.2.0/24"],
  publicCidrs: ["10.0.101.0/24", "10.0.102.0/24"],
  loadBalancerSecurityGroupId: "sg-balancer",
  priorityClassName: "applications",
  storageClassNames: { Delete: "gp3", Retain: "gp3-retain" },
  deletionProtection: true,
  dependsOn: [],
};

export const ingress: IngressProps = {
  scheme: "internet-facing",
  targetType: "ip",
  path: "/",
  healthCheck: {
    path: "/health",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  },
  tags: {},
};

export const volume: Volume = { sizeGb: 10, mountPath: "/data", reclaim: "Retain" };

export const database: NonNullable<AppProps["database"]> = {
  databaseHost: "db.internal",
  databasePort: 5432,
  databaseName: "shop",
  databaseUser: "shop",
  databaseSecretArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db",
  databaseSecretKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
};

export const cache: NonNullable<AppProps["cache"]> = {
  cacheHost: "cache.internal",
  cachePort: 6379,
  cacheUser: "shop",
  cacheName: "shop",
  cacheArn: "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:shop",
  cacheUserArn: "arn:aws:elasticache:eu-central-1:111122223333:user:shop",
};

/** The smallest application with some settings and props changed. */
export const appWith = (changes: Partial<Settings> = {}, more: Partial<AppProps> = {}): Synthesized =>
  synth((stack) => {
    const scope = new Construct(stack, "apps");
    new App(scope, "web", { ...props, ...more, settings: { ...settings, ...changes } });
  });

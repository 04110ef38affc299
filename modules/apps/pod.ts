import type {
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecContainer,
} from "@cdktf/provider-kubernetes/lib/deployment-v1";
import { idsOf } from "../ids";
import type { AppProps, NodePlace, Probe } from "./props";
import { databaseClassName, pullSecretName } from "./secrets";
import { DATABASE_SECRET_PATH } from "./wiring";

/** A directory of the container and what is mounted there. */
interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly source: object;
  readonly readOnly?: boolean;
}

/** The pod of an app: one container, no rights, nothing writable but its volumes and the given directories. */
export function podSpec(props: AppProps, env: Readonly<Record<string, string>>): DeploymentV1SpecTemplateSpec {
  const { name, settings } = props;
  const { runAsUser, pullSecretArn } = settings;
  const mounts = mountsOf(props);
  return {
    serviceAccountName: name,
    priorityClassName: props.priorityClassName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: String(runAsUser),
      runAsGroup: String(runAsUser),
      fsGroup: String(runAsUser),
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    ...(pullSecretArn ? { imagePullSecrets: [{ name: pullSecretName(name) }] } : {}),
    ...(isSpread(props) ? { topologySpreadConstraint: spread(name) } : {}),
    ...(props.nodes ? placed(props.nodes) : {}),
    container: [containerOf(props, env, mounts)],
    volume: mounts.map(({ name: volume, source }) => ({ name: volume, ...source })),
  };
}

/** On nodes with these labels, whatever their taints. */
const placed = ({ labels, taints }: NodePlace): Pick<DeploymentV1SpecTemplateSpec, "nodeSelector" | "toleration"> => ({
  nodeSelector: { ...labels },
  toleration: taints.map(({ key, value, effect }) => ({
    key,
    effect,
    ...(value ? { operator: "Equal", value } : { operator: "Exists" }),
  })),
});

function containerOf(
  { name, settings }: AppProps,
  env: Readonly<Record<string, string>>,
  mounts: readonly Mount[],
): DeploymentV1SpecTemplateSpecContainer {
  const { liveness, readiness, resources, command } = settings;
  return {
    name: settings.container ?? name,
    image: settings.image,
    imagePullPolicy: settings.imagePullPolicy,
    ...(command ? { command: [...command] } : {}),
    ...(settings.port !== undefined && { port: [{ name: "http", containerPort: settings.port, protocol: "TCP" }] }),
    ...(Object.keys(env).length > 0 && {
      env: Object.keys(env)
        .sort()
        .map((key) => ({ name: key, value: env[key] as string })),
    }),
    resources: { requests: { ...resources.requests }, limits: { ...resources.limits } },
    ...(liveness && settings.port !== undefined ? { livenessProbe: probe(liveness, settings.port) } : {}),
    ...(readiness && settings.port !== undefined ? { readinessProbe: probe(readiness, settings.port) } : {}),
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMount: mounts.map(({ name: volume, mountPath, readOnly = false }) => ({ name: volume, mountPath, readOnly })),
  };
}

const probe = ({ path, ...times }: Probe, port: number) => ({ httpGet: { path, port: String(port) }, ...times });

/** Volumes by claim, then the directories that may be written to, then the database's secret. */
const mountsOf = ({ name, settings, database }: AppProps): Mount[] => [
  ...Object.keys(settings.volumes)
    .sort()
    .map((claimName) => ({
      name: claimName,
      mountPath: settings.volumes[claimName]?.mountPath ?? "",
      source: { persistentVolumeClaim: { claimName } },
    })),
  ...[...idsOf(settings.writablePaths, { spell: volumeName, isTaken: (id) => id in settings.volumes })].map(
    ([mountPath, volume]) => ({ name: volume, mountPath, source: { emptyDir: {} } }),
  ),
  ...(database
    ? [
        {
          name: "database-secret",
          mountPath: DATABASE_SECRET_PATH,
          readOnly: true,
          source: {
            csi: {
              driver: "secrets-store.csi.k8s.io",
              readOnly: true,
              volumeAttributes: { secretProviderClass: databaseClassName(name) },
            },
          },
        },
      ]
    : []),
];

/** `/var/cache/app` as a volume's name: `writable-var-cache-app`, short enough for a hash after it in Kubernetes' 63 characters. */
const volumeName = (path: string): string =>
  `writable${path.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`.slice(0, 54).replace(/-$/, "");

/** Whether there may be several pods. */
export const isSpread = ({ settings: { autoscaling, replicas } }: AppProps): boolean =>
  autoscaling ? autoscaling.max > 1 : replicas > 1;

/** Pods over zones and nodes as evenly as there is room for. */
const spread = (name: string) =>
  ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: [{ matchLabels: { app: name } }],
  }));

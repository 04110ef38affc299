import type { ITerraformDependable } from "cdktf";

/** A check of the container over HTTP. Times in seconds. */
export interface Probe {
  readonly path: string;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row that count. */
  readonly failureThreshold: number;
}

/** CPU and memory in the quantities of Kubernetes, for example `250m` and `256Mi`. */
interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** One EBS volume, which belongs to one pod at a time. */
export interface Volume {
  /** In GiB; it can only grow. */
  readonly sizeGb: number;
  readonly mountPath: string;
  /** What happens to the volume when its claim is deleted. */
  readonly reclaim: "Retain" | "Delete";
}

/** Way in through an application load balancer. */
export interface IngressProps {
  /** Name of the Kubernetes ingress. @default the app's */
  readonly name?: string | undefined;
  readonly scheme: "internet-facing" | "internal";
  /** `ip`: to the pods; `instance`: to the node port. */
  readonly targetType: "ip" | "instance";
  /** Ingresses of one group share a load balancer. @default the app's name */
  readonly group?: string | undefined;
  /** @default any host */
  readonly host?: string | undefined;
  /** Path prefix. */
  readonly path: string;
  readonly healthCheck: {
    readonly path: string;
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
  };
  /** Certificate for port 443; port 80 then redirects. @default HTTP on port 80 only */
  readonly certificateArn?: string | undefined;
  /** Hosted zone that gets an alias for `host`. @default no record */
  readonly dns?: { readonly zoneId: string } | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** One application as it is written in an environment file. */
export interface AppSettings {
  /** Namespace of its own. @default the app's name */
  readonly namespace?: string | undefined;
  readonly image: string;
  readonly imagePullPolicy: "Always" | "IfNotPresent";
  /** Secrets Manager secret with the registry's login, `.dockerconfigjson`. @default the nodes' own rights */
  readonly pullSecretArn?: string | undefined;
  /** Name of the container. @default the app's */
  readonly container?: string | undefined;
  /** @default the image's own */
  readonly command?: readonly string[] | undefined;
  /** TCP port the container listens on. @default none: nobody calls it, so it has no service, ingress or checks */
  readonly port?: number | undefined;
  /** Pods, when there is no autoscaling. */
  readonly replicas: number;
  /** @default a fixed number of pods */
  readonly autoscaling?: { readonly min: number; readonly max: number; readonly cpuPercent: number } | undefined;
  readonly resources: { readonly requests: Amounts; readonly limits: Amounts };
  readonly liveness?: Probe | undefined;
  readonly readiness?: Probe | undefined;
  /** Environment variables. Never a secret. */
  readonly env: Readonly<Record<string, string>>;
  /** Numeric user and group of the container and of its volumes' files; never 0. */
  readonly runAsUser: number;
  /** Directories besides the volumes that the container may write to; emptied with the pod. */
  readonly writablePaths: readonly string[];
  /** Pod Security Standard that the namespace enforces. */
  readonly podSecurity: "restricted" | "baseline";
  /** Volumes by claim name. With any, there is one pod, which ends before its successor starts. */
  readonly volumes: Readonly<Record<string, Volume>>;
  readonly service: {
    /** @default the app's name */
    readonly name?: string | undefined;
    readonly type: "ClusterIP" | "NodePort";
    readonly port: number;
    readonly nodePort?: number | undefined;
  };
  /** @default no way in */
  readonly ingress?: IngressProps | undefined;
  /** Where Prometheus finds metrics. @default it does not look */
  readonly scrape?: { readonly path: string; readonly port?: number | undefined } | undefined;
}

/** PostgreSQL, as the app connects to it. */
export interface DatabaseConnection {
  readonly databaseHost: string;
  readonly databasePort: number;
  readonly databaseName: string;
  readonly databaseUser: string;
  /** Secret with the password, which is mounted as a file and follows its rotation. */
  readonly databaseSecretArn: string;
  readonly databaseSecretKeyArn: string;
}

/** Redis or Valkey, as the app connects to it: over TLS, logging in with IAM. */
export interface CacheConnection {
  readonly cacheHost: string;
  readonly cachePort: number;
  readonly cacheUser: string;
  readonly cacheName: string;
  readonly cacheArn: string;
  readonly cacheUserArn: string;
}

/** Which nodes pods run on. */
export interface NodePlace {
  /** Labels that a node must have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints of such nodes, in the words of Kubernetes. */
  readonly taints: readonly { readonly key: string; readonly value?: string | undefined; readonly effect: string }[];
}

export interface AppProps {
  /** Name of the app, of its Deployment and first part of the rest. */
  readonly name: string;
  readonly settings: AppSettings;
  /** First part of the role's name, for example `statuspage`. */
  readonly environment: string;
  readonly region: string;
  readonly clusterName: string;
  /** Ranges of the private subnets: nodes, pods and data stores. */
  readonly privateCidrs: readonly string[];
  /** Ranges of the public subnets, where load balancers that face the internet are. */
  readonly publicCidrs: readonly string[];
  /** Security group of the app's load balancer. */
  readonly loadBalancerSecurityGroupId: string;
  /** Whether other apps are behind the same load balancer, so that the order of their rules counts. @default false */
  readonly loadBalancerIsShared?: boolean;
  /** Groups of Kubernetes whose members roll the app out. @default nobody but Terraform */
  readonly pipelineGroups?: readonly string[];
  /** @default any node without taints */
  readonly nodes?: NodePlace;
  /** Namespace that Prometheus scrapes from. @default nobody scrapes */
  readonly monitoringNamespace?: string;
  readonly storageClassNames: Readonly<Record<Volume["reclaim"], string>>;
  /** Priority class of the app's pods; it must be there before they are. */
  readonly priorityClassName: string;
  readonly database?: DatabaseConnection;
  readonly cache?: CacheConnection;
  /**
   * A pipeline rolls out the image: Terraform starts the app with `settings.image` and leaves it alone afterwards.
   * @default false: Terraform decides which image runs
   */
  readonly imageManagedByPipeline?: boolean;
  /**
   * The image's name stands for one that somebody still has to write: Terraform makes the app and does not wait for its pods.
   * @default false
   */
  readonly imageIsPlaceholder?: boolean;
  /** Makes Terraform refuse to delete claims whose volumes are retained. */
  readonly deletionProtection: boolean;
  /** What must be there first and outlives the app: controllers, storage classes, load balancer rules. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** What others may rely on; everything else is private to the module. */
export interface AppOutputs {
  /** Address for the app's users; within the cluster when there is no ingress, undefined when nobody calls it. */
  readonly url?: string;
  readonly namespace: string;
  /** Host name that AWS gave the load balancer; undefined without an ingress. */
  readonly loadBalancerHost?: string;
}

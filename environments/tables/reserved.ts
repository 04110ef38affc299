/** Names that somebody else keeps for himself. */
export interface Reserved {
  /** What starts with one of these is reserved. */
  readonly prefixes?: readonly string[];
  /** What has one of these, or one below it, before the slash is reserved. */
  readonly domains?: readonly string[];
  /** What starts with one of these is not, although its domain is. */
  readonly free?: readonly string[];
  /** These are reserved as a whole. */
  readonly names?: readonly string[];
  /** The same without regard to upper and lower case. @default false */
  readonly ignoreCase?: boolean;
  /** Who keeps them, as the end of "which … reserves". */
  readonly owner: string;
  /** What to write instead. */
  readonly write: string;
  readonly source: string;
}

/**
 * Reserved keys of tags. With a key of the controller's, an environment would make the load balancer controller change
 * security groups and load balancers that are not its own.
 */
export const TAG_KEYS: readonly Reserved[] = [
  {
    prefixes: ["aws:"],
    ignoreCase: true,
    owner: "AWS",
    write: "another key",
    source: "Tagging AWS Resources user guide, Tag naming limits and requirements",
  },
  {
    prefixes: ["rds:"],
    ignoreCase: true,
    owner: "Amazon RDS",
    write: "another key",
    source: "Amazon RDS user guide, Overview of Amazon RDS resource tags",
  },
  {
    prefixes: ["eks:"],
    ignoreCase: true,
    owner: "Amazon EKS",
    write: "another key",
    source: "Amazon EKS user guide, Organize Amazon EKS resources with tags",
  },
  {
    prefixes: ["elbv2.k8s.aws/", "ingress.k8s.aws/", "service.k8s.aws/", "gateway.k8s.aws/"],
    ignoreCase: true,
    owner: "the AWS Load Balancer Controller",
    write: "another key",
    source: "AWS Load Balancer Controller, pkg/deploy/tracking/provider.go",
  },
  {
    prefixes: ["kubernetes.io/", "k8s.io/", "ebs.csi.aws.com/"],
    names: ["KubernetesCluster", "CSIVolumeName"],
    ignoreCase: true,
    owner: "Kubernetes",
    write: "another key",
    source: "Kubernetes cloud-provider-aws, pkg/providers/v1/tags.go; aws-ebs-csi-driver, docs/tagging.md",
  },
];

/** Keys that this platform gives its resources itself. */
export const OWN_TAG_KEYS = ["Platform", "Stack", "ManagedBy", "Name", "Backup"] as const;

/** What the values of tags must not start with. */
export const TAG_VALUE_PREFIXES = ["aws:", "rds:"] as const;

/** Labels and taints of nodes that the kubelet or EKS sets, or refuses to set. */
export const NODE_KEYS: readonly Reserved[] = [
  {
    domains: ["kubernetes.io", "k8s.io"],
    free: ["kubelet.kubernetes.io/"],
    owner: "Kubernetes",
    write: "a key of your own, like example.com/team",
    source: "Kubernetes, kubelet --node-labels; Well-Known Labels, Annotations and Taints; NodeRestriction admission",
  },
  {
    domains: ["eks.amazonaws.com", "vpc.amazonaws.com", "k8s.amazonaws.com", "ebs.csi.aws.com", "karpenter.sh"],
    owner: "Amazon EKS",
    write: "a key of your own, like example.com/team",
    source: "Amazon EKS API, CreateNodegroup; amazon-vpc-cni-k8s and aws-ebs-csi-driver",
  },
];

/** Reserved key words of PostgreSQL, and what RDS keeps: neither is a master user. */
export const POSTGRESQL_USERS: readonly Reserved[] = [
  {
    prefixes: ["pg_", "rds_", "rdsproxyadmin"],
    names: ["admin", "rdsadmin", "rdsrepladmin", "rdstopmgr", "public", "none"],
    owner: "RDS",
    write: "another name",
    source: "Amazon RDS user guide, Settings for DB instances; Understanding PostgreSQL roles and permissions",
  },
  {
    names:
      "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window with".split(
        " ",
      ),
    owner: "PostgreSQL",
    write: "another name",
    source: "PostgreSQL 18, Appendix C, SQL Key Words: reserved",
  },
];

/** Databases that every instance has. */
export const POSTGRESQL_DATABASES: readonly Reserved[] = [
  {
    names: ["template0", "template1", "rdsadmin"],
    owner: "RDS",
    write: "another name",
    source: "Amazon RDS user guide, Settings for DB instances",
  },
  ...POSTGRESQL_USERS.slice(1),
];

/** Variables that the platform or EKS Pod Identity sets in a container of an app that has the store or a role. */
export const ENVIRONMENT_VARIABLES = {
  database: [
    "DATABASE_HOST",
    "DATABASE_PORT",
    "DATABASE_NAME",
    "DATABASE_USER",
    "DATABASE_PASSWORD_FILE",
    "DATABASE_SSLMODE",
  ],
  cache: ["CACHE_HOST", "CACHE_PORT", "CACHE_USER", "CACHE_NAME", "CACHE_TLS", "AWS_REGION"],
  identity: ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"],
} as const;

/** What is in every container already; below it, too. */
export const CONTAINER_PATHS: readonly {
  readonly paths: readonly string[];
  /** These are nobody's although they are below one. */
  readonly free?: readonly string[];
  readonly owner: string;
  readonly source: string;
}[] = [
  {
    paths: ["/proc", "/sys", "/dev"],
    free: ["/dev/shm"],
    owner: "the kernel",
    source: "OCI Runtime Specification, Default Filesystems; runc refuses a mount inside of /proc",
  },
  {
    paths: ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/var/run/secrets", "/run/secrets"],
    owner: "Kubernetes",
    source:
      "Kubernetes, kubelet: makeMounts, and the volume of the service account; EKS Pod Identity's token is below it",
  },
];

/** Who reserves a name, when somebody does. */
export const reservedBy = (table: readonly Reserved[], name: string): Reserved | undefined =>
  table.find(({ prefixes = [], names = [], domains = [], free = [], ignoreCase = false }) => {
    const plain = (text: string) => (ignoreCase ? text.toLowerCase() : text);
    const domain = name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
    return (
      prefixes.some((prefix) => plain(name).startsWith(plain(prefix))) ||
      names.some((taken) => plain(taken) === plain(name)) ||
      (domains.some((taken) => `.${domain}`.endsWith(`.${taken}`)) && !free.some((prefix) => name.startsWith(prefix)))
    );
  });

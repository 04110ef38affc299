/** What a text of an environment file may look like, because what it becomes is refused otherwise. */
export interface TextKind {
  readonly pattern: RegExp;
  /** Most characters. @default no other limit than the pattern's */
  readonly max?: number;
  /** What a text is not that does not match: `"x" is not an image`. */
  readonly wrong: string;
  /** What to write instead: an example, or what is allowed. */
  readonly write: string;
  /** Who says so. */
  readonly source: string;
}

/** A registry, a path, a tag and a digest. */
const HOST = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:\\d{1,5})?";
const PART = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
const LABEL_NAME = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
const LABEL_PREFIX = "([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*/)?";
const KUBERNETES_LABELS = 'Kubernetes, "Labels and Selectors", Syntax and character set';
const TAGGING = "IAM API reference, Tag; the narrowest of the services that take these tags";

/** Every text that AWS, Kubernetes or a program on the way takes in one form only. */
export const TEXTS = {
  tagKey: {
    pattern: /^[\p{L}\p{N}_.:/+@-]([\p{L}\p{N} _.:/+@-]*[\p{L}\p{N}_.:/+@-])?$/u,
    max: 128,
    wrong: "is not a tag key that every AWS service takes",
    write:
      "at most 128 letters, digits, spaces and _ . : / + - @; no = either, because controllers in the cluster read tags as key=value",
    source: TAGGING,
  },
  tagValue: {
    pattern: /^([\p{L}\p{N}_.:/=+@-]([\p{L}\p{N} _.:/=+@-]*[\p{L}\p{N}_.:/=+@-])?)?$/u,
    max: 256,
    wrong: "is not a tag value that every AWS service takes",
    write: "at most 256 letters, digits, spaces and _ . : / = + - @; neither ${…} nor its escape $${…}",
    source: TAGGING,
  },
  labelKey: {
    pattern: new RegExp(`^(?=.{1,317}$)${LABEL_PREFIX}${LABEL_NAME}$`),
    wrong: "is not the key of a Kubernetes label",
    write: "at most 63 letters, digits and - _ . with a letter or digit at both ends, like team or example.com/team",
    source: KUBERNETES_LABELS,
  },
  labelValue: {
    pattern: new RegExp(`^(${LABEL_NAME})?$`),
    wrong: "is not the value of a Kubernetes label",
    write: "at most 63 letters, digits and - _ . with a letter or digit at both ends",
    source: KUBERNETES_LABELS,
  },
  image: {
    pattern: new RegExp(`^(${HOST}/)?${PART}(/${PART})*(:\\w[\\w.-]{0,127})?(@sha256:[a-f0-9]{64})?$`),
    max: 512,
    wrong: "is not an image",
    write: "it like registry.example.com/team/app:1.4.2, without https:// and with a whole digest if there is one",
    source: "OCI Distribution Specification, Pulling manifests; distribution/reference, Grammar",
  },
  httpPath: {
    pattern: /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*$/,
    max: 1024,
    wrong: "is not an absolute path",
    write: "it like /health, in the letters of a URL",
    source: "RFC 3986, section 3.3; Elastic Load Balancing API, HealthCheckPath",
  },
  ingressPath: {
    pattern: /^\/[A-Za-z0-9\-._$/~@:+&]*$/,
    max: 128,
    wrong: "is not a path prefix that a load balancer matches",
    write: "it like /api: letters, digits and - . _ $ / ~ @ : + &, without wildcards, at most 128",
    source:
      "Elastic Load Balancing, Application Load Balancers, Path conditions; AWS Load Balancer Controller, pathType Prefix",
  },
  directory: {
    pattern: /^\/(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9._/@+=~,-]*$/,
    max: 512,
    wrong: "is not an absolute path",
    write: "it like /var/cache/app: letters, digits and . _ / @ + = ~ , -, without ..",
    source: "Kubernetes API, VolumeMount.mountPath",
  },
  ingressGroup: {
    pattern: /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/,
    wrong: "is not an ingress group",
    write: "at most 63 lower-case letters, digits, dots and dashes, with a letter or digit at both ends",
    source: "AWS Load Balancer Controller, pkg/ingress/group_loader.go",
  },
  hostName: {
    pattern: /^(?=.{4,253}$)(\*\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/,
    wrong: "is not a host name",
    write: "it like status.example.com",
    source: "RFC 1123, section 2.1; Kubernetes API, IngressRule.host",
  },
  principal: {
    pattern: /^arn:aws:iam::\d{12}:(role|user)\/([\x21-\x29\x2b-\x2e\x30-\x3e\x40-\x7e]+\/)*[\w+=,.@-]{1,64}$/,
    max: 2048,
    wrong: "is not the ARN of an IAM role or user",
    write:
      "it like arn:aws:iam::111122223333:role/platform-admin; an account, a group, a session (assumed-role) and a wildcard are no principals of an access entry",
    source: "Amazon EKS user guide, Create access entries; IAM user guide, IAM identifiers",
  },
  certificate: {
    pattern: /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/,
    wrong: "is not an ARN of acm",
    write: "it like arn:aws:acm:us-east-1:111122223333:certificate/…",
    source: "Service Authorization Reference, AWS Certificate Manager",
  },
  secret: {
    pattern: /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+$/,
    max: 600,
    wrong: "is not an ARN of secretsmanager",
    write: "it like arn:aws:secretsmanager:us-east-1:111122223333:secret:registry-abc123, one secret and no wildcard",
    source: "Secrets Manager API, CreateSecret; Service Authorization Reference",
  },
  email: {
    pattern: /^[A-Za-z0-9.!#%&'*+/=?^_`|~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    max: 254,
    wrong: "is not an e-mail address",
    write: "it like platform@example.com",
    source: "RFC 5321, section 4.5.3.1; Amazon SNS, Email notifications",
  },
  postgresqlName: {
    pattern: /^[a-z][a-z0-9_]{0,62}$/,
    wrong: "is not a name that RDS takes",
    write: "at most 63 lower-case letters, digits and underscores",
    source: "Amazon RDS user guide, Settings for DB instances",
  },
} as const satisfies Record<string, TextKind>;

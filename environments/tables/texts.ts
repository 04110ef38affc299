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
/** A name in the DNS of at least two labels, of which the last is no number: an address is no name. */
const DNS_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const HOST_NAME = `(${DNS_LABEL}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?`;
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
    pattern: new RegExp(`^${LABEL_PREFIX}${LABEL_NAME}$`),
    max: 63,
    wrong: "is not the key of a Kubernetes label",
    write: "at most 63 letters, digits and - _ . with a letter or digit at both ends, like team or example.com/team",
    source: `${KUBERNETES_LABELS}; Amazon EKS API, CreateNodegroup: labelKey and taintKey, which are shorter`,
  },
  labelValue: {
    pattern: new RegExp(`^(${LABEL_NAME})?$`),
    wrong: "is not the value of a Kubernetes label",
    write: "at most 63 letters, digits and - _ . with a letter or digit at both ends",
    source: KUBERNETES_LABELS,
  },
  bucket: {
    pattern:
      /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+(\.\d+){3}$)(?!.*\.\.)(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3|-an)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    wrong: "is not a bucket name",
    write:
      "3 to 63 lower-case letters, digits, dots and dashes, with no two dots in a row, no address, and none of the beginnings and endings that S3 keeps (xn--, sthree-, amzn-s3-demo-; -s3alias, --ol-s3, .mrap, --x-s3, --table-s3, -an)",
    source: "Amazon S3 user guide, General purpose bucket naming rules",
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
    pattern: /^(?!.*\/\/)(?!.*\/\.{1,2}(\/|$))\/[A-Za-z0-9\-._$/~@:+&]*$/,
    max: 126,
    wrong: "is not a path prefix that a load balancer matches",
    write:
      "it like /api: letters, digits and - . _ $ / ~ @ : + &, without wildcards, //, /./ and /../, at most 126 (the controller adds /*)",
    source:
      "Elastic Load Balancing, Application Load Balancers, Path conditions: 128 characters; AWS Load Balancer Controller, pathType Prefix; Kubernetes API, HTTPIngressPath.path",
  },
  directory: {
    pattern: /^(?!.*\/\.{1,2}(\/|$))\/[A-Za-z0-9._/@+=~,-]*$/,
    max: 512,
    wrong: "is not an absolute path",
    write: "it like /var/cache/app: letters, digits and . _ / @ + = ~ , -, without . and .. as names",
    source: "Kubernetes API, VolumeMount.mountPath",
  },
  ingressGroup: {
    pattern: /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/,
    wrong: "is not an ingress group",
    write: "at most 63 lower-case letters, digits, dots and dashes, with a letter or digit at both ends",
    source: "AWS Load Balancer Controller, pkg/ingress/group_loader.go",
  },
  hostName: {
    pattern: new RegExp(`^${HOST_NAME}$`),
    max: 253,
    wrong: "is not a host name",
    write: "it like status.example.com",
    source: "RFC 1123, section 2.1",
  },
  ingressHost: {
    pattern: new RegExp(`^(\\*\\.)?${HOST_NAME}$`),
    max: 128,
    wrong: "is not a host name that a load balancer matches",
    write: "it like status.example.com or *.example.com, at most 128 characters",
    source: "Elastic Load Balancing, Application Load Balancers, Host conditions; Kubernetes API, IngressRule.host",
  },
  jenkinsHost: {
    pattern: new RegExp(`^${HOST_NAME}$`),
    max: 100,
    wrong: "is not a host name",
    write: "it like jenkins.example.com, at most 100 characters",
    source: "RFC 1123, section 2.1; what fits into the first boot of an instance",
  },
  gitBranch: {
    pattern: /^(?!.*\.\.)(?!.*\.lock(\/|$))(?!.*\.$)\w[\w.-]*(\/[\w-][\w.-]*)*$/,
    max: 100,
    wrong: "is not a branch name",
    write: "it like main or release/2",
    source: "Git, git-check-ref-format",
  },
  principal: {
    pattern:
      /^arn:aws:iam::\d{12}:(role|user)\/(?!aws-service-role\/)([\x21-\x29\x2b-\x2e\x30-\x3e\x40-\x7e]+\/)*[\w+=,.@-]{1,64}$/,
    max: 2048,
    wrong: "is not the ARN of an IAM role or user",
    write:
      "it like arn:aws:iam::111122223333:role/platform-admin; an account, a group, a session (assumed-role), a service-linked role and a wildcard are no principals of an access entry",
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
    pattern:
      /^(?=.{1,64}@)[A-Za-z0-9!#%&'*+/=?^_`|~-]+(\.[A-Za-z0-9!#%&'*+/=?^_`|~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
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

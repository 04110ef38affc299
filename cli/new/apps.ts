/** What an app's lines depend on. */
export interface AppPlace {
  /** The image, with its tag. */
  readonly image: string;
  /** Whether the image is still to be written. */
  readonly isExample: boolean;
  /** Whether there are a database and a cache that it may use. */
  readonly hasData: boolean;
}

const probe = (path: string): string =>
  `{ path: ${path}, initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 }`;

const imageOf = ({ image, isExample }: AppPlace): string[] =>
  isExample
    ? [`image: ${image}`, "imageIsExample: true # an example: write the image that you built, and take this line out"]
    : [`image: ${image} # the first one; the pipeline rolls out those after it`];

const SIZE = ["resources:", "  requests: { cpu: 100m, memory: 128Mi }", "  limits: { cpu: 500m, memory: 256Mi }"];

/** Apps to begin with, in lines of YAML: each shows another way in and other needs. */
export const APPS = {
  /** Like the status page: several pods behind a load balancer of everybody's. */
  web: (place: AppPlace): string[] => [
    ...imageOf(place),
    "port: 8000",
    "replicas: 2",
    ...SIZE,
    `liveness: ${probe("/health")}`,
    `readiness: ${probe("/health")}`,
    "ingress:",
    "  scheme: internet-facing # internal: only from within the VPC",
    "  targetType: ip",
    "  healthCheck: { path: /health }",
    "  # certificateArn and host turn HTTPS on, and its waiver in waivers.yaml goes",
    ...(place.hasData
      ? ["database: true # its address and a password that rotates, as files and variables", "cache: true"]
      : []),
  ],
  /** Like the photo gallery: one pod with a volume, reached from within the VPC. */
  gallery: (place: AppPlace): string[] => [
    ...imageOf(place),
    "port: 5000",
    "replicas: 1 # a volume belongs to one pod at a time",
    ...SIZE,
    `liveness: ${probe("/health")}`,
    `readiness: ${probe("/health")}`,
    "volumes:",
    "  photos: { sizeGb: 10, mountPath: /app/photos, reclaim: Retain } # Retain: the volume outlives the app",
    "ingress:",
    "  scheme: internal",
    "  targetType: ip",
    "  healthCheck: { path: /health }",
  ],
  /** Nobody calls it: no port, no service, no load balancer. */
  worker: (place: AppPlace): string[] => [...imageOf(place), "replicas: 2", ...SIZE],
} as const;

export type AppName = keyof typeof APPS;

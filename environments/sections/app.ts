import * as z from "zod";
import {
  cidr,
  cpuQuantity,
  kubernetesName,
  like,
  matching,
  memoryQuantity,
  oneOf,
  port,
  quotedText,
  whole,
} from "./scalars";

const path = like("httpPath");
const directory = like("directory");

const probe = z.strictObject({
  path: path.describe("HTTP path that answers 200 when all is well."),
  initialDelaySeconds: whole(0, 3600, "seconds").default(10).describe("Seconds before the first check. Default 10."),
  periodSeconds: whole(1, 3600, "seconds").default(10).describe("Seconds between checks. Default 10."),
  timeoutSeconds: whole(1, 300, "seconds").default(3).describe("Seconds an answer may take. Default 3."),
  failureThreshold: whole(1, 100, "failures").default(3).describe("Failures in a row that count. Default 3."),
});

const amounts = z.strictObject({
  cpu: cpuQuantity.describe("CPU in cores (0.25) or millicores (250m)."),
  memory: memoryQuantity.describe("Memory, for example 256Mi."),
});

const volume = z.strictObject({
  sizeGb: whole(1, 16384, "GiB").describe("Size in GiB, 1 to 16384. It can only grow."),
  mountPath: directory.describe("Where the container sees the volume."),
  reclaim: oneOf(["Retain", "Delete"])
    .default("Retain")
    .describe("What happens to the volume when its claim is deleted. Default Retain."),
});

const service = z.strictObject({
  name: kubernetesName.optional().describe("Name of the Kubernetes service. Default: the app's name."),
  type: oneOf(["ClusterIP", "NodePort"])
    .default("ClusterIP")
    .describe("ClusterIP for ip targets, NodePort for instance targets. Default ClusterIP."),
  port: port.default(80).describe("Port of the service. Default 80."),
  nodePort: z
    .number()
    .int()
    .optional()
    .describe("Fixed port on every node, 30000 to 32767, for type NodePort. Default none."),
});

const healthCheck = z.strictObject({
  path: path.describe("HTTP path the load balancer asks for."),
  intervalSeconds: whole(5, 300, "seconds").default(30).describe("Seconds between checks, 5 to 300. Default 30."),
  timeoutSeconds: whole(2, 120, "seconds")
    .default(5)
    .describe("Seconds an answer may take, 2 to 120, less than the interval. Default 5."),
  healthyThreshold: whole(2, 10, "checks")
    .default(2)
    .describe("Good answers in a row that make a target healthy, 2 to 10. Default 2."),
  unhealthyThreshold: whole(2, 10, "checks")
    .default(3)
    .describe("Bad answers in a row that make a target unhealthy, 2 to 10. Default 3."),
});

const dns = z.strictObject({
  zoneId: matching(/^Z[A-Z0-9]{5,31}$/, "is not a Route 53 zone id", "it like Z0123456789ABCDEFGHIJ").describe(
    "Hosted zone that gets the alias record.",
  ),
});

const ingress = z.strictObject({
  name: kubernetesName.optional().describe("Name of the Kubernetes ingress. Default: the app's name."),
  scheme: oneOf(["internet-facing", "internal"])
    .default("internal")
    .describe("Who can resolve and reach the load balancer. Default internal."),
  targetType: oneOf(["ip", "instance"])
    .default("ip")
    .describe("ip: to the pods; instance: to the node port. Default ip."),
  group: like("ingressGroup")
    .optional()
    .describe("Ingresses of one group share a load balancer. Default: the app's name."),
  host: like("ingressHost").optional().describe("Host name the rule answers to. Default: any."),
  path: like("ingressPath").default("/").describe("Path prefix the rule answers to. Default /."),
  healthCheck: healthCheck.describe("How the load balancer checks its targets."),
  certificateArn: like("certificate")
    .optional()
    .describe("Certificate for HTTPS on 443; port 80 then redirects. Default none: HTTP on 80 only."),
  allowedCidrs: z
    .array(cidr)
    .min(1, "is empty, so nobody could reach the load balancer; write the ranges of its users, or remove the key")
    .optional()
    .describe("Who may use this load balancer; within network.loadBalancerCidrs. Default: all of those."),
  dns: dns.optional().describe("Alias record for the host in Route 53; needs host. Default none."),
  tags: z
    .record(like("tagKey"), like("tagValue"))
    .default({})
    .describe("Tags of the load balancer and its target groups. Default none besides the environment's."),
});

const autoscaling = z.strictObject({
  min: whole(1, 500, "pods").describe("Fewest pods."),
  max: whole(1, 500, "pods").describe("Most pods."),
  cpuPercent: whole(10, 95, "percent")
    .default(70)
    .describe("Average CPU, in percent of the request, that is aimed at. Default 70."),
});

const scrape = z.strictObject({
  path: path.default("/metrics").describe("Path of the metrics. Default /metrics."),
  port: port.optional().describe("Port of the metrics. Default: the app's port."),
});

/** One application of `workloads.apps`. */
export const app = z.strictObject({
  namespace: kubernetesName
    .optional()
    .describe("Namespace of its own. Default: the app's name. Changing it replaces everything in it."),
  image: like("image").describe("Container image with an exact tag or digest; never latest."),
  imageIsExample: z
    .boolean()
    .default(false)
    .describe("The image's tag stands for one that is still to be written: no pod runs until then. Default false."),
  imagePullPolicy: oneOf(["Always", "IfNotPresent"])
    .default("IfNotPresent")
    .describe("When the image is pulled. Default IfNotPresent."),
  pullSecretArn: like("secret")
    .optional()
    .describe("Secrets Manager secret with the registry's login in .dockerconfigjson form. Default none."),
  container: kubernetesName.optional().describe("Name of the container. Default: the app's name."),
  command: z.array(z.string()).optional().describe("Command of the container. Default: the image's own."),
  port: port
    .optional()
    .describe(
      "TCP port the container listens on. Default none: a worker that nobody calls, without service, ingress and checks over HTTP.",
    ),
  replicas: whole(0, 500, "pods")
    .default(2)
    .describe("Pods, when there is no autoscaling. Default 2; with volumes it must be 1."),
  autoscaling: autoscaling.optional().describe("Horizontal autoscaling by CPU. Default none."),
  resources: z
    .strictObject({
      requests: amounts.describe("What the scheduler reserves."),
      limits: amounts.describe("What the container may use at most; not below the requests."),
    })
    .describe("CPU and memory of each pod."),
  liveness: probe.optional().describe("Failing this check restarts the container. Default none."),
  readiness: probe.optional().describe("Failing this check takes the pod out of the service. Default none."),
  env: z
    .record(matching(/^[A-Za-z_]\w*$/, "is not a variable name", "letters, digits and underscores"), quotedText)
    .default({})
    .describe("Environment variables as quoted texts. Never a secret. Default none."),
  nodeGroup: kubernetesName
    .optional()
    .describe(
      "Node group (one of cluster.nodeGroups) that the pods run on; its taints are tolerated. Default: any node without taints.",
    ),
  runAsUser: whole(1, 65535, "user id")
    .default(1000)
    .describe("Numeric user the container runs as; never 0 (root). Default 1000."),
  writablePaths: z
    .array(directory)
    .default(["/tmp"])
    .describe("Directories the container may write to besides its volumes; emptied with the pod. Default /tmp."),
  podSecurity: oneOf(["restricted", "baseline"])
    .default("restricted")
    .describe("Pod Security Standard the namespace enforces. Default restricted."),
  volumes: z
    .record(kubernetesName, volume.describe("One persistent volume claim."))
    .default({})
    .describe("Persistent volumes (EBS, one node at a time) by claim name. Default none."),
  service: service.prefault({}).describe("The Kubernetes service of the app. Default: a ClusterIP on port 80."),
  ingress: ingress.optional().describe("Way in through an application load balancer. Default none."),
  scrape: scrape.optional().describe("Lets Prometheus scrape the pods. Default no."),
  database: z
    .boolean()
    .default(false)
    .describe("Give the app the environment's database (data.database). Default false."),
  cache: z.boolean().default(false).describe("Give the app the environment's cache (data.cache). Default false."),
});

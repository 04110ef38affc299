import * as z from "zod";
import pins from "../../pins.json";
import { cidr, kubernetesName, like, matching, whole, zoneName } from "./scalars";

/** The default of `jenkins.version`. */
const JENKINS = pins.jenkins.controller.version;

const repository = z.strictObject({
  keepReleases: whole(1, 1000, "images")
    .default(30)
    .describe("Tagged images kept, the newest ones, 1 to 1000. Default 30."),
  untaggedDays: whole(1, 365, "days")
    .default(14)
    .describe("Days after which an untagged image is removed, 1 to 365. Default 14."),
});

const pipeline = z.strictObject({
  repositoryUrl: matching(
    /^(?=.{12,200}$)https:\/\/[\w.-]+(:\d+)?(\/[\w.~-]+)+$/,
    "is not the HTTPS address of a Git repository",
    "it like https://github.com/example/app",
  ).describe(
    "Git repository the pipeline builds, over HTTPS and without credentials; its Jenkinsfile is pipelines/app.Jenkinsfile.",
  ),
  branch: like("gitBranch").default("main").describe("Branch that is built and deployed. Default main."),
  image: z.string().describe("ECR repository (one of delivery.repositories) that the image is pushed to."),
  app: kubernetesName.describe("Application (one of workloads.apps) that is rolled out."),
});

const jenkins = z.strictObject({
  instanceType: matching(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, "is not an EC2 instance type", "it like t3.large").describe(
    "EC2 instance type of the Jenkins controller.",
  ),
  zone: zoneName
    .optional()
    .describe(
      "Zone of Jenkins and its data volume, one of network.zones. Changing it replaces both. Default the first zone by name, which moves when an earlier one joins.",
    ),
  version: matching(/^[2-9]\.\d+\.[1-9]\d*$/, "is not a Jenkins LTS version", `"${JENKINS}", in quotes`)
    .default(JENKINS)
    .describe(`Jenkins LTS version, exact. Default ${JENKINS}.`),
  amiId: matching(/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/, "is not an AMI id", "it like ami-0abcdef1234567890")
    .optional()
    .describe(
      "Machine image of the instance. Default: the Amazon Linux 2023 image that AWS publishes in Parameter Store, looked up when planning.",
    ),
  webCidrs: z
    .array(cidr)
    .min(1, "is empty, so nobody could open Jenkins; write the ranges of your office or VPN, like 203.0.113.0/24")
    .describe("Who may open the web interface (HTTPS). 0.0.0.0/0 is refused."),
  sshCidrs: z
    .array(cidr)
    .default([])
    .describe("Who may use SSH. Default nobody: Session Manager needs no open port. 0.0.0.0/0 is refused."),
  host: like("jenkinsHost")
    .optional()
    .describe(
      "Host name people open; its DNS record points to the output jenkins_address. Default: the elastic IP address.",
    ),
  certificateArn: like("certificate")
    .optional()
    .describe(
      "Certificate of a load balancer in front of Jenkins; needs host. Default: none, Jenkins serves HTTPS with a certificate made on the instance.",
    ),
  rootVolumeGb: whole(20, 1024, "GiB")
    .default(30)
    .describe("Size of the encrypted root volume in GiB, 20 to 1024. Default 30."),
  dataVolumeGb: whole(20, 16384, "GiB")
    .default(50)
    .describe(
      "Size of the encrypted volume for JENKINS_HOME in GiB, 20 to 16384. It survives the instance. Default 50.",
    ),
  plugins: z
    .record(
      matching(/^[A-Za-z0-9][\w.-]{1,63}$/, "is not a plugin id", "it as in plugins.jenkins.io, like timestamper"),
      matching(/^\d[\w.-]{0,63}$/, "is not a plugin version", 'the exact version in quotes, like "1.30"').describe(
        'Exact version of the plugin in quotes, like "1.30".',
      ),
    )
    .default({})
    .describe("Further Jenkins plugins by id with their exact version. Default none."),
  pipelines: z
    .record(kubernetesName, pipeline.describe("One pipeline."))
    .default({})
    .describe("Pipeline jobs by name. Default none."),
});

const github = z.strictObject({
  repository: matching(
    /^(?!.*\/\.{1,2}(@|$))(?!.*\.git(@|$))[A-Za-z0-9][\w-]{0,38}(\/[\w.-]{1,100}|@\d+\/[\w.-]{1,100}@\d+)$/,
    "is not a GitHub repository as its tokens name it",
    "it like example/platform, or example@1234/platform@5678 where tokens have immutable ids (repositories made since 2026-07-15)",
  ).describe(
    "Repository whose workflows plan and deploy this environment, as the claim sub of its tokens names it: example/platform, or example@1234/platform@5678 with immutable ids.",
  ),
  oidcProvider: z
    .boolean()
    .default(true)
    .describe(
      "Make the account's OIDC provider of GitHub. An account has it once: false where it exists already. Default true.",
    ),
});

/** `delivery:` image repositories and Jenkins. */
export const delivery = z
  .strictObject({
    repositories: z
      .record(
        matching(
          /^(?=.{2,100}$)[a-z0-9]+([._/-][a-z0-9]+)*$/,
          "is not a repository name",
          "lower-case letters, digits, dashes and slashes",
        ),
        repository.describe("One ECR repository."),
      )
      .default({})
      .describe("ECR repositories by name. Renaming one replaces it and its images. Default none."),
    github: github
      .optional()
      .describe(
        "Roles with which workflows of a GitHub repository plan and deploy this environment; the bootstrap stack makes them. Default none.",
      ),
    jenkins: jenkins.optional().describe("Jenkins on an EC2 instance in a public subnet. Default none."),
  })
  .describe("Image repositories, Jenkins, and the roles of workflows on GitHub.");

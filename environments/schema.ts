import * as z from "zod";
import { cluster } from "./sections/cluster";
import { costs } from "./sections/costs";
import { data } from "./sections/data";
import { delivery } from "./sections/delivery";
import { network } from "./sections/network";
import { like, matching, oneOf } from "./sections/scalars";
import { workloads } from "./sections/workloads";

const state = z
  .discriminatedUnion(
    "backend",
    [
      z.strictObject({
        backend: z.literal("s3").describe("Each stack's state in the environment's own S3 bucket, with a lock file."),
        bucket: like("bucket")
          .optional()
          .describe("Bucket that the bootstrap stack makes. Default <name>-terraform-state-<account>."),
        bootstrap: oneOf(["local", "s3"])
          .default("local")
          .describe(
            "Where the bootstrap stack keeps its own state: local until its bucket exists, then s3 (npm run move-state). Default local.",
          ),
      }),
      z.strictObject({
        backend: z
          .literal("local")
          .describe("State files on this machine, for trying things out; nobody else can deploy."),
      }),
      z.strictObject({
        backend: z.literal("cloud").describe("HCP Terraform, one workspace <environment>-<stack> per stack."),
        organization: matching(
          /^[A-Za-z0-9_-]{3,40}$/,
          "is not an organization of HCP Terraform",
          "its name as in app.terraform.io",
        ).describe("Organization in HCP Terraform."),
        hostname: like("hostName")
          .default("app.terraform.io")
          .describe("Host of HCP Terraform or Terraform Enterprise. Default app.terraform.io."),
        enterprise: z
          .boolean()
          .default(false)
          .describe("hostname is your own Terraform Enterprise, which keeps these states. Default false."),
      }),
    ],
    { error: ({ input }) => stateProblem(input) },
  )
  .describe("Where Terraform keeps its state.");

const stateProblem = (input: unknown): string | undefined =>
  typeof input === "object" && input !== null
    ? `${JSON.stringify((input as { backend?: unknown }).backend ?? null)} is not a state backend; write backend: s3, local or cloud`
    : undefined;

/** Everything an environment file may say. Each key has its unit, limit and default in its description. */
export const environmentSchema = z
  .strictObject({
    name: matching(
      /^[a-z][a-z0-9-]{1,18}[a-z0-9]$/,
      "is not an environment name",
      "3 to 20 lower-case letters, digits and dashes, a letter first and no dash last, like the file's name",
    )
      .refine((name) => name !== "constructor", {
        error: '"constructor" is a name that JavaScript takes for something else; write another',
      })
      .describe(
        "Name of the environment, the same as the file's. First part of stack and resource names; fixed once deployed.",
      ),
    account: matching(/^\d{12}$/, "is not an AWS account number", "its 12 digits in quotes").describe(
      "AWS account number, twelve digits in quotes. The provider refuses to touch any other account.",
    ),
    region: matching(/^[a-z]{2}(-[a-z]+)+-\d+$/, "is not a commercial AWS region", "it like us-east-1").describe(
      "AWS region of everything in this environment, for example us-east-1.",
    ),
    tags: z
      .record(like("tagKey"), like("tagValue"))
      .default({})
      .describe("Tags of every resource, as quoted texts. Platform, Stack and ManagedBy are added. Default none."),
    deletionProtection: z
      .boolean()
      .default(true)
      .describe(
        "Refuse to delete the cluster, the database, images, Jenkins' data and the state bucket. Set it to false and deploy before a destroy. Default true.",
      ),
    state,
    network,
    cluster: cluster.optional().describe("The EKS cluster. Default none."),
    data: data.optional().describe("Data stores and backups. Default none."),
    delivery: delivery.optional().describe("Image repositories and Jenkins. Default none."),
    workloads: workloads.optional().describe("What runs on the cluster; needs cluster. Default nothing."),
    costs: costs.prefault({}).describe("What the cost report assumes about use. Default: a small platform."),
  })
  .describe("One environment: a complete platform in one AWS account and region.");

/** A complete environment, with every default filled in. */
export type Environment = z.infer<typeof environmentSchema>;
/** The stacks an environment may have, in no particular order. */
export type StackName = "bootstrap" | "network" | "cluster" | "data" | "delivery" | "workloads";

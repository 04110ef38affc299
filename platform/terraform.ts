import { basename } from "node:path";

/**
 * The program that plans and applies: `TERRAFORM_BINARY_NAME`, as cdktf calls that variable, or Terraform. OpenTofu's is `tofu`.
 * Messages name the same program, so that what they advise can be typed as it is.
 */
export const terraform = (env = process.env): string => env.TERRAFORM_BINARY_NAME || "terraform";

/** What its makers call it, where it is had, and the registry its providers are named after. Both know lock files in S3 since 1.10. */
export const terraformProduct = (env = process.env): (typeof PRODUCTS)[keyof typeof PRODUCTS] =>
  PRODUCTS[/tofu/i.test(basename(terraform(env))) ? "opentofu" : "terraform"];

const PRODUCTS = {
  terraform: {
    name: "Terraform",
    install: "https://developer.hashicorp.com/terraform/install",
    registry: "registry.terraform.io",
  },
  opentofu: {
    name: "OpenTofu",
    install: "https://opentofu.org/docs/intro/install",
    registry: "registry.opentofu.org",
  },
} as const;

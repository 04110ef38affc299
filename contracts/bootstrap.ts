import { contract, text, type Values } from "../platform/contract";

/** Where the states of an environment are kept. */
export const bootstrap = contract("bootstrap", {
  stateBucket: text("S3 bucket that holds the Terraform states of this environment"),
  stateKeyArn: text("KMS key that encrypts the states"),
});

export interface BootstrapOutputs extends Values<typeof bootstrap> {}

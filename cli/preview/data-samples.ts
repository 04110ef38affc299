import type { Environment } from "../../environments/schema";
import type { Values } from "../../reports/synthesized";

/** What a preview has instead of AWS's answers, by the type of data source: the attributes that are read. */
export const DATA_SAMPLES: Readonly<Record<string, (environment: Environment) => Values>> = {
  aws_eks_addon_version: () => ({ version: "v0.0.0-eksbuild.0" }),
  aws_lb: ({ region, account }) => ({
    arn: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/preview/0123456789abcdef`,
    arn_suffix: "app/preview/0123456789abcdef",
  }),
  aws_ssm_parameter: () => ({ insecure_value: "ami-preview", value: "ami-preview" }),
};

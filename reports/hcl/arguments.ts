import { isGroup, type Json } from "../synthesized";

/**
 * Arguments that are maps or objects of their provider's schema, by their path from the type on. JSON writes them like
 * nested blocks; in HCL they have an equals sign.
 */
const ATTRIBUTES: readonly RegExp[] = [
  /\.(tags|labels|annotations|match_labels|limits|requests)$/,
  /^aws_cloudwatch_metric_alarm\.dimensions$/,
  /^helm\.(kubernetes|registries|experiments)$/,
  /^helm_release\.(set|set_list|set_sensitive|set_wo|postrender)$/,
  /^kubernetes_(config_map|secret)_v1\.(data|binary_data)$/,
  /^kubernetes_\w+\.spec\.template\.spec\.volume\.csi\.volume_attributes$/,
  /^kubernetes_service_v1\.spec\.selector$/,
  /^kubernetes_storage_class_v1\.parameters$/,
  /^(module\.\w+|variable\.default)$/,
  /^output\.value$/,
  /^locals\.\w+$/,
  /^terraform\.required_providers\.\w+$/,
  /^terraform_remote_state\.(config|defaults)$/,
];

/** Arguments whose texts are references, not values. */
const REFERENCES =
  /^([^.]+\.(depends_on|provider|lifecycle\.(ignore_changes|replace_triggered_by))|moved\.(from|to)|(removed\.from|import\.to)|variable\.type)$/;

/** Whether an argument is one nested block or several, for example `aws_vpc.timeouts`. */
export const isBlock = (path: string, value: Json): boolean =>
  (isGroup(value) || (Array.isArray(value) && value.length > 0 && value.every(isGroup))) &&
  !ATTRIBUTES.some((pattern) => pattern.test(path));

/** Whether the texts of an argument name blocks or arguments: `aws_vpc.depends_on`. */
export const isReference = (path: string): boolean => REFERENCES.test(path);

import { isEmpty, isSame } from "../../../built/values";
import { type Json, toList } from "../../../synthesized";
import { isWeakWord, switchOf } from "./values";
import type { Telling } from "./words";

/** Types that are there to notice, refuse, record, encrypt or keep something, and for nothing else. */
const GUARDS =
  /^(kubernetes_validating_(webhook_configuration|admission_policy)\w*|aws_(cloudtrail\w*|config_(configuration_recorder\w*|configuration_aggregator|delivery_channel|retention_configuration|organization_\w+|remediation_configuration)|guardduty_\w+|macie2_\w+|inspector2?_\w+|securityhub_(?!insight$|action_target$)\w+|securitylake_\w+|accessanalyzer_\w+|detective_\w+|networkfirewall_\w+|waf\w*_(web_acl|rule|rule_group|rate_based_rule)|shield_\w+|fms_\w+|route53_resolver_(firewall|dnssec)_\w+|backup_(region|global)_settings|backup_vault_lock_configuration|rbin_rule|iam_account_password_policy|iam_organizations_features|cognito_risk_configuration|bedrock_guardrail\w*|bedrock_model_invocation_logging_configuration|emr_block_public_access_configuration|emr_security_configuration|lakeformation_(data_cells_filter|data_lake_settings)|verifiedaccess_(group|endpoint|trust_provider|instance_logging_configuration)|verifiedpermissions_(policy|policy_store|policy_template|schema)|quicksight_(ip_restriction|account_settings|role_custom_permission)|cloudwatch_log_(data_protection|account)_policy|sns_topic_data_protection_policy|ecr_registry_scanning_configuration|lambda_code_signing_config|glue_(security_configuration|data_catalog_encryption_settings)|workspacesweb_(\w+_settings|trust_store)|rolesanywhere_(profile|trust_anchor)|organizations_(policy|organization)|\w+_logging_configuration|account_region|opensearchserverless_lifecycle_policy))$/;

/** Kinds of objects in a cluster that are there to refuse or to save something, by their group; what is built in is judged by its meaning. */
const GUARDING_KINDS =
  /^kubernetes_manifest\.((policies\.)?kyverno\.io\.\w*Policy|constraints\.gatekeeper\.sh\.\w+|security\.istio\.io\.\w+|cilium\.io\.\w*Policy|(crd\.)?projectcalico\.org\.\w*Policy|velero\.io\.Schedule|postgresql\.cnpg\.io\.ScheduledBackup)$/;

/** Whether a type, or a kind of object that no table knows, is there to guard something. */
export const isGuard = (type: string): boolean => GUARDS.test(type) || GUARDING_KINDS.test(type);

/** Whether a guard only does more than before: what was not there comes, and nothing that was there changes or goes. */
export const onlyAdds = (
  { negates, opens, deletes, lasts }: Telling,
  pairs: readonly (readonly [before: Json | undefined, after: Json | undefined])[],
): boolean =>
  !negates &&
  !opens &&
  !deletes &&
  pairs.every(
    ([was, is]) =>
      isEmpty(was) ||
      holdsAll(was, is) ||
      isSwitchedOn(was, is) ||
      isWeakWord(is, was) ||
      (lasts && Number(is) > Number(was)),
  );

const isSwitchedOn = (was: Json | undefined, is: Json | undefined): boolean =>
  switchOf(was) === false && switchOf(is) === true;

const holdsAll = (was: Json | undefined, is: Json | undefined): boolean =>
  Array.isArray(was) && toList(was).every((one) => toList(is).some((other) => isSame(one, other)));

import type { Rule } from "../rule";
import { accessEntryIsARole } from "./access-entry-is-a-role";
import { addOnNetworkPolicies } from "./add-on-network-policies";
import { addOnOwnRole } from "./add-on-own-role";
import { adminPortsClosed } from "./admin-ports-closed";
import { alarmNotifies } from "./alarm-notifies";
import { attachedPolicyNotAdmin } from "./attached-policy-not-admin";
import { backupKeptAMonth } from "./backup-kept-a-month";
import { backupSelectsByTag } from "./backup-selects-by-tag";
import { backupVaultEncrypted } from "./backup-vault-encrypted";
import { backupVaultKept } from "./backup-vault-kept";
import { bucketAclsDisabled } from "./bucket-acls-disabled";
import { bucketEncrypted } from "./bucket-encrypted";
import { bucketKept } from "./bucket-kept";
import { bucketOldVersionsExpire } from "./bucket-old-versions-expire";
import { bucketPolicyNotPublic } from "./bucket-policy-not-public";
import { bucketPublicAccessBlocked } from "./bucket-public-access-blocked";
import { bucketTlsOnly } from "./bucket-tls-only";
import { bucketVersioned } from "./bucket-versioned";
import { budgetNotifies } from "./budget-notifies";
import { cacheBackedUp } from "./cache-backed-up";
import { cacheEncrypted } from "./cache-encrypted";
import { cacheFailsOver } from "./cache-fails-over";
import { cacheLogsDelivered } from "./cache-logs-delivered";
import { cacheMinorUpgrades } from "./cache-minor-upgrades";
import { cacheOwnSubnetGroup } from "./cache-own-subnet-group";
import { cacheTlsRequired } from "./cache-tls-required";
import { cacheUserHasNoPassword } from "./cache-user-has-no-password";
import { cacheUsersOnly } from "./cache-users-only";
import { cacheVersionSupported } from "./cache-version-supported";
import { claimNamesItsClass } from "./claim-names-its-class";
import { clusterAccessByEntries } from "./cluster-access-by-entries";
import { clusterAdminIsAPerson } from "./cluster-admin-is-a-person";
import { clusterCreatorNotAdmin } from "./cluster-creator-not-admin";
import { clusterDeletionProtected } from "./cluster-deletion-protected";
import { clusterEndpointNotOpen } from "./cluster-endpoint-not-open";
import { clusterEndpointPrivate } from "./cluster-endpoint-private";
import { clusterLogGroupManaged } from "./cluster-log-group-managed";
import { clusterLogsEverything } from "./cluster-logs-everything";
import { clusterProviderShortLived } from "./cluster-provider-short-lived";
import { clusterSecretsEncrypted } from "./cluster-secrets-encrypted";
import { clusterVersionSupported } from "./cluster-version-supported";
import { dataPortsClosed } from "./data-ports-closed";
import { dataStoreAdmitsGroups } from "./data-store-admits-groups";
import { dataStoreKept } from "./data-store-kept";
import { dataStorePrivate } from "./data-store-private";
import { databaseBackedUp } from "./database-backed-up";
import { databaseCurrentCertificate } from "./database-current-certificate";
import { databaseCustomAdmin } from "./database-custom-admin";
import { databaseDeletionProtected } from "./database-deletion-protected";
import { databaseEncrypted } from "./database-encrypted";
import { databaseIamAuthentication } from "./database-iam-authentication";
import { databaseInBackupPlan } from "./database-in-backup-plan";
import { databaseInsightsEncrypted } from "./database-insights-encrypted";
import { databaseLastSnapshot } from "./database-last-snapshot";
import { databaseLogsConnections } from "./database-logs-connections";
import { databaseLogsExported } from "./database-logs-exported";
import { databaseLogsQueries } from "./database-logs-queries";
import { databaseMinorUpgrades } from "./database-minor-upgrades";
import { databaseMonitored } from "./database-monitored";
import { databaseMultiAz } from "./database-multi-az";
import { databaseNotPublic } from "./database-not-public";
import { databasePasswordManaged } from "./database-password-managed";
import { databaseTagsCopied } from "./database-tags-copied";
import { databaseTlsForced } from "./database-tls-forced";
import { databaseVersionSupported } from "./database-version-supported";
import { defaultSecurityGroupClosed } from "./default-security-group-closed";
import { imageTagFixed } from "./image-tag-fixed";
import { ingressCurrentTls } from "./ingress-current-tls";
import { ingressDropsInvalidHeaders } from "./ingress-drops-invalid-headers";
import { ingressHttps } from "./ingress-https";
import { ingressNamesItsPorts } from "./ingress-names-its-ports";
import { ingressOwnSecurityGroup } from "./ingress-own-security-group";
import { instanceDiskEncrypted } from "./instance-disk-encrypted";
import { instanceHasRole } from "./instance-has-role";
import { instanceNoPublicAddress } from "./instance-no-public-address";
import { keyDeletionWaits } from "./key-deletion-waits";
import { keyNotPublic } from "./key-not-public";
import { keyPolicyWritten } from "./key-policy-written";
import { keyRotated } from "./key-rotated";
import { logGroupEncrypted } from "./log-group-encrypted";
import { logGroupKeptAYear } from "./log-group-kept-a-year";
import { machineMonitored } from "./machine-monitored";
import { metadataNeedsToken } from "./metadata-needs-token";
import { metadataOneHop } from "./metadata-one-hop";
import { namespaceIsolated } from "./namespace-isolated";
import { namespacePodSecurity } from "./namespace-pod-security";
import { networkPolicyNamesPeers } from "./network-policy-names-peers";
import { noIamUsers } from "./no-iam-users";
import { noSecretLiteral } from "./no-secret-literal";
import { noSecretMaker } from "./no-secret-maker";
import { nodeGroupCurrentImage } from "./node-group-current-image";
import { nodeGroupNoSsh } from "./node-group-no-ssh";
import { nodeGroupPrivate } from "./node-group-private";
import { nodeRoleMinimal } from "./node-role-minimal";
import { nodeVersionSupported } from "./node-version-supported";
import { notInDefaultNamespace } from "./not-in-default-namespace";
import { onlyWebOpenToEverybody } from "./only-web-open-to-everybody";
import { podDropsCapabilities } from "./pod-drops-capabilities";
import { podNoHostPath } from "./pod-no-host-path";
import { podNoPrivilegeEscalation } from "./pod-no-privilege-escalation";
import { podNotPrivileged } from "./pod-not-privileged";
import { podNotRoot } from "./pod-not-root";
import { podOwnProcesses } from "./pod-own-processes";
import { podOwnServiceAccount } from "./pod-own-service-account";
import { podProbed } from "./pod-probed";
import { podReadOnlyRoot } from "./pod-read-only-root";
import { podResourcesLimited } from "./pod-resources-limited";
import { podRoleForPodsAlone } from "./pod-role-for-pods-alone";
import { podSeccomp } from "./pod-seccomp";
import { podSecretsAsFiles } from "./pod-secrets-as-files";
import { podTokenNotMounted } from "./pod-token-not-mounted";
import { policyDecryptsWithNamedKeys } from "./policy-decrypts-with-named-keys";
import { policyNoWholeService } from "./policy-no-whole-service";
import { policyNotAdmin } from "./policy-not-admin";
import { policyPassesNamedRoles } from "./policy-passes-named-roles";
import { policyWritesToNamedResources } from "./policy-writes-to-named-resources";
import { privateSubnetNoWayIn } from "./private-subnet-no-way-in";
import { providerRefusesOtherAccounts } from "./provider-refuses-other-accounts";
import { providerTagsEverything } from "./provider-tags-everything";
import { publicAddressUsed } from "./public-address-used";
import { releaseNoSecretValues } from "./release-no-secret-values";
import { releaseOverTls } from "./release-over-tls";
import { releasePinned } from "./release-pinned";
import { releaseUndoneWhenItFails } from "./release-undone-when-it-fails";
import { repositoryEncrypted } from "./repository-encrypted";
import { repositoryExpires } from "./repository-expires";
import { repositoryImmutable } from "./repository-immutable";
import { repositoryNotPublic } from "./repository-not-public";
import { repositoryScanned } from "./repository-scanned";
import { roleTrustNamed } from "./role-trust-named";
import { s3TrafficStaysInside } from "./s3-traffic-stays-inside";
import { secretEncrypted } from "./secret-encrypted";
import { secretRecoverable } from "./secret-recoverable";
import { securityGroupDescribed } from "./security-group-described";
import { securityGroupRulesSeparate } from "./security-group-rules-separate";
import { serviceAccountTokenOff } from "./service-account-token-off";
import { serviceBehindIngress } from "./service-behind-ingress";
import { stateEncrypted } from "./state-encrypted";
import { stateInOwnAccount } from "./state-in-own-account";
import { stateLocked } from "./state-locked";
import { storageClassEncrypted } from "./storage-class-encrypted";
import { subnetNoPublicAddress } from "./subnet-no-public-address";
import { subscriptionOverTls } from "./subscription-over-tls";
import { templateNoPublicAddress } from "./template-no-public-address";
import { templateVolumesEncrypted } from "./template-volumes-encrypted";
import { topicEncrypted } from "./topic-encrypted";
import { topicNotPublic } from "./topic-not-public";
import { topicTlsOnly } from "./topic-tls-only";
import { volumeBackedUp } from "./volume-backed-up";
import { volumeEncrypted } from "./volume-encrypted";
import { vpcFlowLogged } from "./vpc-flow-logged";

/** Every rule, by id. A file that is not listed here fails the tests. */
export const RULES: readonly Rule[] = [
  accessEntryIsARole,
  addOnNetworkPolicies,
  addOnOwnRole,
  adminPortsClosed,
  alarmNotifies,
  attachedPolicyNotAdmin,
  backupKeptAMonth,
  backupSelectsByTag,
  backupVaultEncrypted,
  backupVaultKept,
  bucketAclsDisabled,
  bucketEncrypted,
  bucketKept,
  bucketOldVersionsExpire,
  bucketPolicyNotPublic,
  bucketPublicAccessBlocked,
  bucketTlsOnly,
  bucketVersioned,
  budgetNotifies,
  cacheBackedUp,
  cacheEncrypted,
  cacheFailsOver,
  cacheLogsDelivered,
  cacheMinorUpgrades,
  cacheOwnSubnetGroup,
  cacheTlsRequired,
  cacheUserHasNoPassword,
  cacheUsersOnly,
  cacheVersionSupported,
  claimNamesItsClass,
  clusterAccessByEntries,
  clusterAdminIsAPerson,
  clusterCreatorNotAdmin,
  clusterDeletionProtected,
  clusterEndpointNotOpen,
  clusterEndpointPrivate,
  clusterLogGroupManaged,
  clusterLogsEverything,
  clusterProviderShortLived,
  clusterSecretsEncrypted,
  clusterVersionSupported,
  dataPortsClosed,
  dataStoreAdmitsGroups,
  dataStoreKept,
  dataStorePrivate,
  databaseBackedUp,
  databaseCurrentCertificate,
  databaseCustomAdmin,
  databaseDeletionProtected,
  databaseEncrypted,
  databaseIamAuthentication,
  databaseInBackupPlan,
  databaseInsightsEncrypted,
  databaseLastSnapshot,
  databaseLogsConnections,
  databaseLogsExported,
  databaseLogsQueries,
  databaseMinorUpgrades,
  databaseMonitored,
  databaseMultiAz,
  databaseNotPublic,
  databasePasswordManaged,
  databaseTagsCopied,
  databaseTlsForced,
  databaseVersionSupported,
  defaultSecurityGroupClosed,
  imageTagFixed,
  ingressCurrentTls,
  ingressDropsInvalidHeaders,
  ingressHttps,
  ingressNamesItsPorts,
  ingressOwnSecurityGroup,
  instanceDiskEncrypted,
  instanceHasRole,
  instanceNoPublicAddress,
  keyDeletionWaits,
  keyNotPublic,
  keyPolicyWritten,
  keyRotated,
  logGroupEncrypted,
  logGroupKeptAYear,
  machineMonitored,
  metadataNeedsToken,
  metadataOneHop,
  namespaceIsolated,
  namespacePodSecurity,
  networkPolicyNamesPeers,
  noIamUsers,
  noSecretLiteral,
  noSecretMaker,
  nodeGroupCurrentImage,
  nodeGroupNoSsh,
  nodeGroupPrivate,
  nodeRoleMinimal,
  nodeVersionSupported,
  notInDefaultNamespace,
  onlyWebOpenToEverybody,
  podDropsCapabilities,
  podNoHostPath,
  podNoPrivilegeEscalation,
  podNotPrivileged,
  podNotRoot,
  podOwnProcesses,
  podOwnServiceAccount,
  podProbed,
  podReadOnlyRoot,
  podResourcesLimited,
  podRoleForPodsAlone,
  podSeccomp,
  podSecretsAsFiles,
  podTokenNotMounted,
  policyDecryptsWithNamedKeys,
  policyNoWholeService,
  policyNotAdmin,
  policyPassesNamedRoles,
  policyWritesToNamedResources,
  privateSubnetNoWayIn,
  providerRefusesOtherAccounts,
  providerTagsEverything,
  publicAddressUsed,
  releaseNoSecretValues,
  releaseOverTls,
  releasePinned,
  releaseUndoneWhenItFails,
  repositoryEncrypted,
  repositoryExpires,
  repositoryImmutable,
  repositoryNotPublic,
  repositoryScanned,
  roleTrustNamed,
  s3TrafficStaysInside,
  secretEncrypted,
  secretRecoverable,
  securityGroupDescribed,
  securityGroupRulesSeparate,
  serviceAccountTokenOff,
  serviceBehindIngress,
  stateEncrypted,
  stateInOwnAccount,
  stateLocked,
  storageClassEncrypted,
  subnetNoPublicAddress,
  subscriptionOverTls,
  templateNoPublicAddress,
  templateVolumesEncrypted,
  topicEncrypted,
  topicNotPublic,
  topicTlsOnly,
  volumeBackedUp,
  volumeEncrypted,
  vpcFlowLogged,
];

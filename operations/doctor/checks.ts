import { checkCredentials, checkRegion, checkServiceLinkedRoles, checkZones } from "./account";
import type { Check } from "./check";
import { checkEndpoint } from "./endpoint";
import { checkDatabaseClass, checkInstanceTypes } from "./instances";
import { NAME_CHECKS } from "./names";
import { QUOTA_CHECKS } from "./quotas";
import { checkLocks, checkStateBucket, checkStates } from "./state";
import { checkTool } from "./tools";
import { checkAddOns, checkCacheVersion, checkKubernetes, checkPostgresql } from "./versions";
import { checkWorkloads } from "./workloads";

/** The check that every other question to AWS waits for. */
export const CREDENTIALS: Check = {
  id: "credentials",
  what: "credentials of the environment's account",
  where: "aws",
  run: checkCredentials,
};

/** Everything that is looked at, in the order of the report. */
export const CHECKS: readonly Check[] = [
  { id: "node", what: "Node.js", where: "machine", run: checkTool("node") },
  { id: "terraform", what: "Terraform", where: "machine", run: checkTool("terraform") },
  { id: "aws-cli", what: "the AWS CLI", where: "machine", run: checkTool("aws") },
  CREDENTIALS,
  { id: "region", what: "the region", where: "aws", run: checkRegion },
  { id: "zones", what: "the zones", where: "aws", run: checkZones },
  { id: "states", what: "the states", where: "aws", run: checkStates },
  { id: "state-bucket", what: "the state bucket and the right to lock", where: "aws", run: checkStateBucket },
  { id: "locks", what: "locks", where: "aws", run: checkLocks },
  { id: "service-linked-roles", what: "roles of AWS's own services", where: "aws", run: checkServiceLinkedRoles },
  ...QUOTA_CHECKS,
  ...NAME_CHECKS,
  { id: "kubernetes-version", what: "the version of Kubernetes", where: "aws", run: checkKubernetes },
  { id: "add-on-versions", what: "the versions of the add-ons", where: "aws", run: checkAddOns },
  { id: "postgresql-version", what: "the version of PostgreSQL", where: "aws", run: checkPostgresql },
  { id: "cache-version", what: "the version of the cache", where: "aws", run: checkCacheVersion },
  { id: "instance-types", what: "instance types in their zones", where: "aws", run: checkInstanceTypes },
  { id: "database-class", what: "the instance class of the database", where: "aws", run: checkDatabaseClass },
  { id: "kubernetes-api", what: "the Kubernetes API from here", where: "aws", run: checkEndpoint },
  { id: "workloads", what: "what is in the cluster", where: "aws", run: checkWorkloads },
];

import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { Block } from "../helpers";
import { databaseUsers, props } from "./database-users-fixture";

const made = databaseUsers();
const statements: Block[] = JSON.parse(made.only(IamRolePolicy).policy).Statement;

describe("DatabaseUsers", () => {
  test("reads the master user's secret, and writes that of applications only", () => {
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], props.masterSecretArn],
      [["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"], props.appSecretArn],
      [["kms:Decrypt", "kms:GenerateDataKey"], props.secretKeyArn],
    ]);
  });

  test("uses the key for these two secrets alone", () => {
    expect(statements[2]?.Condition.StringEquals["kms:EncryptionContext:SecretARN"]).toEqual([
      props.appSecretArn,
      props.masterSecretArn,
    ]);
  });

  test("has a namespace of its own, so that no application's pods have its role", () => {
    const { namespace, service_account } = made.only(EksPodIdentityAssociation);
    expect([namespace, service_account, made.only(NamespaceV1).metadata.name]).toEqual([
      "database-users",
      "database-users",
      "database-users",
    ]);
    const [trust] = JSON.parse(made.only(IamRole).assume_role_policy).Statement;
    expect(trust.Condition.StringEquals).toEqual({
      "aws:RequestTag/kubernetes-namespace": "database-users",
      "aws:RequestTag/kubernetes-service-account": "database-users",
    });
  });

  test("is reached by nobody, and reaches the database on its port, names, HTTPS and its credentials", () => {
    const { ingress, egress, policy_types } = made.only(NetworkPolicyV1).spec;
    expect([ingress, policy_types]).toEqual([undefined, ["Ingress", "Egress"]]);
    expect(egress.flatMap(({ ports }: Block) => ports.map(({ port }: Block) => port))).toEqual([
      "53",
      "53",
      "5433",
      "443",
      "80",
    ]);
  });

  test("runs after its network policy, its role and its account", () => {
    expect(made.only(Release).depends_on).toEqual(
      expect.arrayContaining([
        "kubernetes_network_policy_v1.database_users_network_policy",
        "kubernetes_service_account_v1.database_users_service_account",
        "aws_eks_pod_identity_association.database_users_access_association",
      ]),
    );
  });

  test("tells Terraform and Helm names of secrets, and no password", () => {
    expect(JSON.parse(made.only(Release).values[0])).toEqual({
      region: "eu-central-1",
      images: expect.any(Object),
      host: "database.internal",
      port: "5433",
      database: "shop",
      user: "owner_app",
      secretArn: props.appSecretArn,
      masterSecretArn: props.masterSecretArn,
    });
  });
});

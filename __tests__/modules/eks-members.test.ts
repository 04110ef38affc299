import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { memberIds } from "../../modules/eks/member-ids";
import { eksWith } from "./eks-fixture";

const ACCOUNT = "111122223333";
const PLATFORM = `arn:aws:iam::${ACCOUNT}:role/platform-admin`;
const idsOf = (...arns: string[]) => [...memberIds(arns, ACCOUNT).values()];

describe("memberIds", () => {
  test("names a role after itself", () => {
    expect(idsOf(PLATFORM)).toEqual(["role-platform-admin"]);
  });

  test("tells a user from a role of the same name", () => {
    expect(idsOf(PLATFORM, `arn:aws:iam::${ACCOUNT}:user/platform-admin`)).toEqual([
      "role-platform-admin",
      "user-platform-admin",
    ]);
  });

  test("keeps the path of a role made by IAM Identity Center", () => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0a1b`;
    expect(idsOf(arn)).toEqual(["role-aws-reserved-sso-amazonaws-com-AWSReservedSSO-Admin-0a1b"]);
  });

  test("tells another account's role apart", () => {
    expect(idsOf(PLATFORM, "arn:aws:iam::444455556666:role/platform-admin")).toEqual([
      "role-platform-admin",
      "444455556666-role-platform-admin",
    ]);
  });

  test("moves no administrator when one is added before it", () => {
    expect(idsOf(`arn:aws:iam::${ACCOUNT}:role/another`, PLATFORM)).toContain("role-platform-admin");
  });

  test("gives two ARNs that differ in punctuation two ids", () => {
    expect(idsOf(PLATFORM, `arn:aws:iam::${ACCOUNT}:role/platform_admin`)).toEqual([
      "role-platform-admin",
      "role-platform-admin-3331da8e",
    ]);
  });

  test.each([
    "arn:aws:sts::111122223333:assumed-role/platform-admin/session",
    "arn:aws:iam::111122223333:root",
    "platform-admin",
  ])("refuses %s, which no access entry accepts", (arn) => {
    expect(() => idsOf(arn)).toThrow(`"${arn}" is not the ARN of an IAM role or user`);
  });
});

describe("viewers of a cluster", () => {
  test("look at everything and change nothing", () => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/platform-plan`;
    const policies = Object.entries(eksWith({ viewers: [arn] }).all(EksAccessPolicyAssociation));
    expect(policies.map(([name, { policy_arn }]) => [name, policy_arn])).toContainEqual([
      "eks_viewers_role_platform_plan_policy",
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy",
    ]);
  });

  test("are nobody unless somebody is named", () => {
    expect(Object.keys(eksWith().all(EksAccessEntry)).filter((name) => name.includes("viewers"))).toEqual([]);
  });
});

describe("administrators of a cluster", () => {
  test("are the named principals and nobody else", () => {
    const entries = Object.values(eksWith().all(EksAccessEntry));
    expect(entries.map((entry) => entry.principal_arn)).toEqual([PLATFORM]);
  });

  test("may do everything in the whole cluster", () => {
    expect(eksWith().only(EksAccessPolicyAssociation)).toMatchObject({
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      principal_arn: "${aws_eks_access_entry.eks_admins_role_platform_admin_entry.principal_arn}",
      access_scope: { type: "cluster" },
    });
  });

  test("keep their addresses when another one joins", () => {
    const before = Object.keys(eksWith().all(EksAccessEntry));
    const after = Object.keys(
      eksWith({ admins: [`arn:aws:iam::${ACCOUNT}:role/another`, PLATFORM] }).all(EksAccessEntry),
    );
    expect(after).toEqual(expect.arrayContaining(before));
  });
});

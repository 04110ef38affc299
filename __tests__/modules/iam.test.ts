import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { policyDocument, Role, type RoleProps, trustPods, trustService } from "../../modules/iam";
import { synth } from "../helpers";

const READER = { namespace: "shop", serviceAccount: "reader" };

describe("policyDocument", () => {
  test("allows unless a statement denies", () => {
    const { Statement } = JSON.parse(policyDocument({ Action: "s3:Get*" }, { Effect: "Deny", Action: "s3:Put*" }));
    expect(Statement.map(({ Effect }: { Effect: string }) => Effect)).toEqual(["Allow", "Deny"]);
  });

  test("leaves out an id that is not given", () => {
    expect(JSON.parse(policyDocument({ Action: "s3:Get*" })).Statement[0]).not.toHaveProperty("Sid");
  });
});

describe("trust", () => {
  test("of pods lets them tag their session", () => {
    expect(JSON.parse(trustPods(READER)).Statement[0].Action).toEqual(["sts:AssumeRole", "sts:TagSession"]);
  });

  test("of pods is for one service account, whoever makes an association", () => {
    expect(JSON.parse(trustPods(READER)).Statement[0].Condition).toEqual({
      StringEquals: {
        "aws:RequestTag/kubernetes-namespace": "shop",
        "aws:RequestTag/kubernetes-service-account": "reader",
      },
    });
  });

  test("of a service names it and nothing else", () => {
    expect(JSON.parse(trustService("eks.amazonaws.com")).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "eks.amazonaws.com" } },
    ]);
  });

  test("of a service can be limited to one account", () => {
    const condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    expect(JSON.parse(trustService("backup.amazonaws.com", condition)).Statement[0].Condition).toEqual(condition);
  });
});

describe("Role", () => {
  const props: RoleProps = { name: "reader", trust: trustPods(READER), policies: {} };
  const roleWith = (changes: Partial<RoleProps>) =>
    synth((stack) => void new Role(stack, "role", { ...props, ...changes }));

  test("has a managed policy under the name it is given", () => {
    const policies = { view: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    expect(Object.keys(roleWith({ policies }).all(IamRolePolicyAttachment))).toEqual(["role_view"]);
  });

  test("has no policy of its own without statements", () => {
    expect(roleWith({}).all(IamRolePolicy)).toEqual({});
  });
});

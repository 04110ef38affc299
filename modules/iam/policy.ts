/** One statement of an IAM policy, in the spelling IAM uses. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * An IAM policy document as static JSON. Documents are computed here and not by `aws_iam_policy_document`,
 * so a plan never defers them and an auditor reads them in the synthesized file.
 * Statements allow unless they say `Deny`.
 */
export const policyDocument = (...statements: readonly Statement[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(({ Sid, Effect = "Allow", ...rest }) => ({ ...(Sid ? { Sid } : {}), Effect, ...rest })),
  });

/** Trust policy of a role that one AWS service assumes, for example `eks.amazonaws.com`. */
export const trustService = (service: string, condition?: Statement["Condition"]): string =>
  policyDocument({
    Action: "sts:AssumeRole",
    Principal: { Service: service },
    ...(condition ? { Condition: condition } : {}),
  });

/** Whose pods a role is for. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Trust policy of a role that the pods of one service account assume through EKS Pod Identity. `sts:TagSession` carries whose
 * they are, and the conditions ask for it: whoever may make associations in the cluster cannot give the role to other pods
 * (Amazon EKS user guide, "Create IAM role with trust policy required by EKS Pod Identity").
 */
export const trustPods = ({ namespace, serviceAccount }: ServiceAccount): string =>
  policyDocument({
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Principal: { Service: "pods.eks.amazonaws.com" },
    Condition: {
      StringEquals: {
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  });

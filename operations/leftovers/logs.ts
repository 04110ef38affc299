import { caches, databases, gigabytes, named, type Scene, type Search, type Thing } from "./leftover";

interface LogGroup {
  readonly logGroupName: string;
  readonly arn: string;
  readonly storedBytes?: number;
}

/** What AWS's services name log groups after, and the stack whose work writes them. */
const logPrefixes = (scene: Scene): [prefix: string, stack: string][] => [
  ...named(scene, "aws_eks_cluster", "name").flatMap((name): [string, string][] => [
    [`/aws/eks/${name}/`, "cluster"],
    [`/aws/containerinsights/${name}/`, "cluster"],
  ]),
  ...databases(scene).map((name): [string, string] => [`/aws/rds/instance/${name}/`, "data"]),
  ...caches(scene).map((name): [string, string] => [`/aws/elasticache/${name}/`, "data"]),
];

/** EKS makes the control plane's group again when it writes a last line after Terraform deleted it (terraform-aws-eks issue 2763). */
async function logGroups(scene: Scene): Promise<Thing[]> {
  const { logGroups: groups } = await scene.aws<{ logGroups: LogGroup[] }>("logs", "describe-log-groups");
  return groups.flatMap(({ logGroupName, arn, storedBytes = 0 }): Thing[] => {
    const price = { key: "log-storage", count: gigabytes(storedBytes) };
    const remove = `aws logs delete-log-group --log-group-name ${logGroupName}`;
    const group = { what: "log group", id: logGroupName, arn: arn.replace(/:\*$/, ""), remove, price };
    const [prefix, usedBy] = logPrefixes(scene).find(([each]) => logGroupName.startsWith(each)) ?? [];
    if (prefix && usedBy) return [{ ...group, why: `its name starts with ${prefix}`, usedBy }];
    if (logGroupName !== "RDSOSMetrics" || databases(scene).length === 0) return [];
    return [
      {
        ...group,
        why: "operating system metrics of databases",
        usedBy: "data",
        caution: "every database of the account and region writes into it: look whether another one does",
      },
    ];
  });
}

/** Log groups that services make by themselves. */
export const LOGS: readonly Search[] = [{ id: "log-groups", what: "log groups", find: logGroups }];

import type { Group } from "../../reports/review/groups";
import { each, type Planted, remove, rename } from "./planted";

/** A change that is planned and reviewed, and never applied. */
export interface PlannedChange extends Planted {
  /** Type of the resource that the card must name, and in which group. */
  readonly type: string;
  readonly group: Group;
  readonly action: string;
  /** Exit code of the review while nobody has approved anything. */
  readonly exitCode: 0 | 2;
}

/** Changes by what they do, with the verdict that the review must come to. */
export const CHANGES: readonly PlannedChange[] = [
  {
    name: "logs-kept-longer",
    stack: "network",
    plant: (stack) =>
      each(stack, "aws_cloudwatch_log_group", (group) => {
        group.retention_in_days = 3653;
      }),
    type: "aws_cloudwatch_log_group",
    group: "cost",
    action: "update",
    exitCode: 0,
  },
  {
    name: "subnet-deleted",
    stack: "network",
    plant: (stack) => {
      const names = Object.keys(stack.resource.aws_subnet ?? {}).filter((name) => name.includes("private"));
      remove(stack, "aws_subnet", names.at(-1) ?? "");
    },
    type: "aws_subnet",
    group: "downtime",
    action: "delete",
    exitCode: 2, // the cluster still reads it
  },
  {
    name: "security-group-opened",
    stack: "network",
    plant: ({ resource }) => {
      const [name = ""] = Object.keys(resource.aws_security_group ?? {}).filter((group) => group.includes("node"));
      Object.assign(resource.aws_vpc_security_group_ingress_rule ?? {}, {
        planted: {
          security_group_id: `\${aws_security_group.${name}.id}`,
          ip_protocol: "tcp",
          from_port: 22,
          to_port: 22,
          cidr_ipv4: "0.0.0.0/0",
        },
      });
    },
    type: "aws_vpc_security_group_ingress_rule",
    group: "exposure",
    action: "create",
    exitCode: 2,
  },
  {
    name: "database-renamed",
    stack: "data",
    plant: (stack) => {
      const [name = ""] = Object.keys(stack.resource.aws_db_instance ?? {});
      rename(stack, "aws_db_instance", name, "renamed");
    },
    type: "aws_db_instance",
    group: "routine",
    action: "no-op",
    exitCode: 0,
  },
  {
    name: "database-replaced",
    stack: "data",
    plant: (stack) =>
      each(stack, "aws_db_instance", (database) => {
        database.db_name = "another";
        database.lifecycle = { ...(database.lifecycle as object), prevent_destroy: false }; // Terraform plans no replacement else
      }),
    type: "aws_db_instance",
    group: "data loss",
    action: "replace",
    exitCode: 2,
  },
];

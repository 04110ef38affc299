import { ifThere } from "../../aws";
import { type Item, itemsOf, type Row, textOf } from "../row";
import { named } from "./named";

/** Alarms, logs, topics, budgets and names. */
export const WATCHING: Readonly<Record<string, Row>> = {
  aws_cloudwatch_log_group: named({
    argument: "name",
    list: ["logs", "describe-log-groups", "logGroups", "logGroupName", "--log-group-name-prefix", "NAME"],
    attributes: (item) => ({ arn: textOf(item, "arn").replace(/:\*$/, "") }),
    created: "creationTime",
  }),
  aws_cloudwatch_metric_alarm: named({
    argument: "alarm_name",
    list: ["cloudwatch", "describe-alarms", "MetricAlarms", "AlarmName", "--alarm-names", "NAME"],
    attributes: (item) => ({ arn: textOf(item, "AlarmArn") }),
  }),
  aws_cloudwatch_dashboard: named({
    argument: "dashboard_name",
    list: ["cloudwatch", "list-dashboards", "DashboardEntries", "DashboardName"],
  }),
  aws_budgets_budget: named({
    argument: "name",
    list: ["budgets", "describe-budgets", "Budgets", "BudgetName", "--account-id", "ACCOUNT"],
    id: (item, { account }) => `${account}:${textOf(item, "BudgetName")}`,
  }),
  aws_sns_topic: {
    by: "its name, the argument name",
    find: async (ask) => {
      const name = ask.text("name");
      const answer = await ask.aws<Item>("sns", "list-topics");
      return itemsOf(answer, "Topics")
        .map((item) => textOf(item, "TopicArn"))
        .filter((arn) => name !== undefined && arn.endsWith(`:${ask.account}:${name}`))
        .map((arn) => ({ id: arn, attributes: { id: arn, arn } }));
    },
  },
  aws_sns_topic_policy: {
    by: "its topic",
    find: async (ask) => {
      const arn = ask.text("arn");
      const topic = arn && (await ifThere(ask.aws<Item>("sns", "get-topic-attributes", "--topic-arn", arn)));
      return topic && arn ? [{ id: arn, attributes: { id: arn, arn } }] : [];
    },
  },
  aws_sns_topic_subscription: {
    by: "its topic and its endpoint, once it was confirmed",
    find: async (ask) => {
      const [topic, endpoint] = [ask.text("topic_arn"), ask.text("endpoint")];
      if (topic === undefined) return [];
      const answer = await ifThere(ask.aws<Item>("sns", "list-subscriptions-by-topic", "--topic-arn", topic));
      return itemsOf(answer ?? {}, "Subscriptions")
        .filter((item) => textOf(item, "Endpoint") === endpoint)
        .map((item) => textOf(item, "SubscriptionArn"))
        .filter((arn) => arn.startsWith("arn:"))
        .map((arn) => ({ id: arn, attributes: { id: arn, arn } }));
    },
  },
  aws_route53_record: {
    by: "its zone, name and type",
    find: async (ask) => {
      const [zone, name, type] = ["zone_id", "name", "type"].map(ask.text);
      if (zone === undefined || name === undefined || type === undefined) return [];
      const answer = await ask.aws<Item>("route53", "list-resource-record-sets", "--hosted-zone-id", zone);
      return itemsOf(answer, "ResourceRecordSets")
        .filter((item) => textOf(item, "Name").replace(/\.$/, "") === name && textOf(item, "Type") === type)
        .map(() => {
          const id = `${zone}_${name}_${type}`;
          return { id, attributes: { id, name, fqdn: name } };
        });
    },
  },
};

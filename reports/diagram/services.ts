import { type Built, keyOf, textAt } from "../built/built";
import { shorten } from "./measure";
import type { Box } from "./picture";

/** What works in the region and in no subnet: type, its name in a picture, and the argument with its own name. */
const SERVICES: readonly (readonly [type: string, title: string, name?: string])[] = [
  ["aws_ecr_repository", "Image repository", "name"],
  ["aws_s3_bucket", "Bucket", "bucket"],
  ["aws_backup_vault", "Backup vault", "name"],
  ["aws_secretsmanager_secret", "Secret", "name"],
  ["aws_sns_topic", "Topic", "name"],
  ["aws_budgets_budget", "Budget", "name"],
  ["aws_kms_key", "Encryption keys"],
  ["aws_cloudwatch_log_group", "Log groups"],
  ["aws_cloudwatch_metric_alarm", "Alarms"],
];

/** One box for each service with a name, one with their number for the others. */
export const servicesIn = (built: Built): Box[] =>
  SERVICES.flatMap(([type, title, name]): Box[] => {
    const blocks = built.ofType(type);
    if (name === undefined)
      return blocks.length > 0 ? [{ id: `service/${type}`, kind: "service", title, lines: [`${blocks.length}`] }] : [];
    return blocks.map((block) => ({
      id: keyOf(block),
      kind: "service",
      title,
      lines: [shorten(textAt(block, name) ?? block.name, 44)],
    }));
  });

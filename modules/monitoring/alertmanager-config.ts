import { WATCHDOG } from "./alert-rules";
import type { Topic } from "./topic";

/**
 * Subject of every message. SNS refuses one of more than 100 characters, and Alertmanager does not try again what is refused:
 * its own subject names every common label and is longer than that (prometheus/alertmanager#2781).
 */
export const SUBJECT = "[{{ .Status | toUpper }}:{{ .Alerts | len }}] {{ .GroupLabels.alertname }}";

/**
 * Configuration of Alertmanager: every alert goes to the topic that people read, the watchdog alone to the heartbeat's.
 * `apiUrl` is where SNS answers. @default the service of the region
 */
export const alertmanagerConfig = (
  region: string,
  { arn, heartbeatArn }: Pick<Topic, "arn" | "heartbeatArn">,
  apiUrl?: string,
): object => {
  const sns = (topicArn: string, sendResolved: boolean) => ({
    topic_arn: topicArn,
    sigv4: { region },
    subject: SUBJECT,
    send_resolved: sendResolved,
    ...(apiUrl && { api_url: apiUrl }),
  });
  return {
    route: {
      receiver: "topic",
      group_by: ["alertname", "namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
      routes: [
        {
          receiver: "heartbeat",
          matchers: [`alertname="${WATCHDOG}"`],
          group_by: ["alertname"],
          group_interval: "1m",
          repeat_interval: "4m",
        },
      ],
    },
    receivers: [
      { name: "topic", sns_configs: [sns(arn, true)] },
      { name: "heartbeat", sns_configs: [sns(heartbeatArn, false)] },
    ],
  };
};

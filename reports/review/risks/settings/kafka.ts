import type { Json } from "../../../synthesized";
import { type Line, settingsOf } from "./services/line";
import type { IsWeaker, Setting } from "./setting";

/** `name=value` lines, as a broker reads them. */
const propertiesOf = (text: Json | undefined): ReadonlyMap<string, string> =>
  new Map(
    String(text ?? "")
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, name, value] = /^\s*([\w.]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      }),
  );

const becomesTrue =
  (name: string): IsWeaker =>
  (before, after) =>
    propertiesOf(after).get(name) === "true" && propertiesOf(before).get(name) !== "true";

/** Numbers that become smaller; -1 is without an end. */
const shrinks =
  (...names: readonly string[]): IsWeaker =>
  (before, after) => {
    const [old, now] = [propertiesOf(before), propertiesOf(after)];
    const numberOf = (text: string | undefined) => (text === "-1" ? Number.POSITIVE_INFINITY : Number(text));
    return names.some((name) => numberOf(now.get(name)) < numberOf(old.get(name)));
  };

const COPIES = "Keep as many copies as before.";

const TYPES = "msk_configuration";
const PATH = "server_properties";

const LINES: readonly Line[] = [
  [
    TYPES,
    PATH,
    becomesTrue("allow.everyone.if.no.acl.found"),
    "everybody who reaches it may do everything",
    "Write access lists.",
  ],
  [
    TYPES,
    PATH,
    shrinks("log.retention.hours", "log.retention.minutes", "log.retention.ms", "log.retention.bytes"),
    "messages that wait longer are deleted",
    "Copy what must be kept before you apply.",
    "data loss",
  ],
  [
    TYPES,
    PATH,
    shrinks("min.insync.replicas", "default.replication.factor"),
    "a message may be lost with one broker",
    COPIES,
    "data loss",
  ],
  [
    TYPES,
    PATH,
    becomesTrue("unclean.leader.election.enable"),
    "messages are lost when a broker takes over that lags",
    COPIES,
    "data loss",
  ],
];

/** What brokers of Kafka are told about who may read, and how long messages stay. */
export const KAFKA: readonly Setting[] = settingsOf(LINES);

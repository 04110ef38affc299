import { isGroup, type Json, toList } from "../../../synthesized";
import { type Line, settingsOf } from "./services/line";
import { hasOlderTls, type IsWeaker, type Setting } from "./setting";

const OFF = /^(0|off|false|disabled?|none|no)?$/i;

/** The value of a parameter in a list of them, by its name; undefined when it is not set. */
const parameterIn = (list: Json | undefined, name: string): Json | undefined => {
  const found = toList(list).find((one) => isGroup(one) && (one.name ?? one.parameter_key) === name);
  return isGroup(found) ? (found.value ?? found.parameter_value) : undefined;
};

const isSet = (value: Json | undefined): boolean => !OFF.test(String(value ?? ""));

/** One of these was on, and is off or no longer set. */
const noLonger =
  (...names: readonly string[]): IsWeaker =>
  (before, after) =>
    names.some((name) => isSet(parameterIn(before, name)) && !isSet(parameterIn(after, name)));

/** One of these has a value now that is worse than what a database does by itself. */
const becomesOneOf =
  (values: Readonly<Record<string, RegExp>>): IsWeaker =>
  (before, after) =>
    Object.entries(values).some(([name, worse]) => {
      const [old, now] = [parameterIn(before, name), parameterIn(after, name)];
      return worse.test(String(now)) && !worse.test(String(old));
    });

const AUDITS = noLonger(
  ...[
    "pgaudit.log",
    "log_connections",
    "log_disconnections",
    "log_statement",
    "audit_logs",
    "neptune_enable_audit_log",
  ],
  ...["server_audit_logging", "server_audit_events", "enable_user_activity_logging", "rds.force_admin_logging_level"],
);
const UNSAFE = becomesOneOf({
  fsync: OFF,
  full_page_writes: OFF,
  synchronous_commit: /^(off|local)$/i,
  innodb_flush_log_at_trx_commit: /^[02]$/,
  innodb_doublewrite: OFF,
  sync_binlog: /^0$/,
});
const OPENS = becomesOneOf({
  local_infile: /^(1|on)$/i,
  password_encryption: /^md5$/i,
  "rds.accepted_password_auth_method": /md5/i,
});
const OLDER_TLS: IsWeaker = (before, after) =>
  ["ssl_min_protocol_version", "tls_version"].some((name) => {
    const [old, now] = [parameterIn(before, name), parameterIn(after, name)];
    return String(now ?? "")
      .split(",")
      .some((one) => one !== "" && hasOlderTls(old, one.trim()));
  });

const FORCES_TLS = noLonger("require_ssl", "use_fips_ssl");

/** Options of a database that encrypt its connections or its files, or log what people do in it. */
const losesOption: IsWeaker = (before, after) => {
  const names = (list: Json | undefined) => toList(list).map((one) => (isGroup(one) ? String(one.option_name) : ""));
  return names(before).some((name) => /AUDIT|ENCRYPT|SSL|TDE/.test(name) && !names(after).includes(name));
};

const GROUPS = ["db", "rds_cluster", "docdb_cluster", "neptune", "neptune_cluster", "redshift"]
  .map((kind) => `${kind}_parameter_group`)
  .join(" ");
const SERVERLESS = "redshiftserverless_workgroup";

const UNLOGGED = "what people do in the database is no longer logged";
const AUDITORS = "Auditors rely on these logs; keep them.";

const LINES: readonly Line[] = [
  [GROUPS, "parameter", AUDITS, UNLOGGED, AUDITORS],
  [GROUPS, "parameter", OLDER_TLS, "it accepts older TLS versions", "Keep TLS 1.2 or later."],
  [
    GROUPS,
    "parameter",
    OPENS,
    "files of clients, or weaker passwords, are accepted",
    "Keep the parameter as it is by itself.",
  ],
  [
    GROUPS,
    "parameter",
    UNSAFE,
    "what was committed is lost when the machine stops",
    "Keep the parameter as it is.",
    "data loss",
  ],
  [SERVERLESS, "config_parameter", AUDITS, UNLOGGED, AUDITORS],
  [SERVERLESS, "config_parameter", FORCES_TLS, "clients may connect without TLS", "Keep TLS forced."],
  [
    "db_option_group",
    "option",
    losesOption,
    "the database no longer encrypts or logs what an option of its group did",
    "Keep the option.",
  ],
];

/** Parameters of databases by which they log, encrypt and keep less. */
export const PARAMETERS: readonly Setting[] = settingsOf(LINES);

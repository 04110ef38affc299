import { lastOf } from "../paths";

/** What a name says about the setting that it is of, word by word. */
export interface Telling {
  /** Any of the words below is in it. */
  readonly says: boolean;
  /** It keeps something closed, encrypted, logged, checked or kept. */
  readonly keeps: boolean;
  /** What it keeps is data. */
  readonly keepsData: boolean;
  /** It says how long something is kept. */
  readonly lasts: boolean;
  /** It lets somebody in, or shows something. */
  readonly opens: boolean;
  /** It lets everybody in: counts of what is new, too. */
  readonly opensAll: boolean;
  /** It makes something go. */
  readonly deletes: boolean;
  /** It turns round what the other words say: `disable_`, `skip_`, `ignore_`. */
  readonly negates: boolean;
  /** It decides who signs in, and how. */
  readonly signsIn: boolean;
  /** It takes what fails: messages, events. */
  readonly catches: boolean;
  /** Its list is of what is recorded, saved or checked: each entry counts. */
  readonly counts: boolean;
}

const word = (stems: string): RegExp => new RegExp(`^(${stems.trim().split(/\s+/).join("|")})$`);

const KEEPS = word(
  "encrypt(ed|ion)? sse m?tls ssl https kms cmk auth authn authz authenti\\w+ authori[sz]\\w+ sign(ed|ing|atures?)? mfa passwords? token verif\\w+ validat\\w+ requires? required enforc\\w+ restrict\\w* protect\\w* locks? locked isolat\\w+ logs? logging audit\\w* trails? recording recorder scan\\w* detect\\w* guard\\w* inspect\\w* blocks? blocked deny denied drop reject\\w* prevent\\w* rotat\\w+ privacy mask(s|ed|ing)? redact\\w* firewalls? waf acl cognito security guardrails? crl ocsp revo(ke\\w*|cation) challenge\\w* remediat\\w+ saml oidc sso sasl boundary quarantine threat\\w* malware findings? standards? check(s|ed)? readonly captcha hsts nonce recaptcha",
);
const KEEPS_DATA = word(
  "backups? snapshots? retain\\w* retention preserve\\w* recover\\w* replicat\\w+ durab\\w+ versioning persist\\w*",
);
const LASTS = word("retention retain\\w* keep expir\\w+ recovery unreferenced deletion");
const OPENS = word(
  "allow(s|ed)? privileged rootaccess visible expos\\w+ share[sd]? sharing external internet exportable introspection copyable downloadable",
);
const OPENS_ALL = word(
  "public\\w* anonymous unauthenticated guest\\w* unencrypted insecure cleartext plaintext everyone world",
);
const DELETES = word("delet\\w+ destroy\\w* purge\\w* wipe\\w* erase\\w*");
const NEGATES = word(
  "disabled? disables skip\\w* bypass\\w* ignore[sd]? exclu\\w+ exempt\\w* suppress\\w* insecure suspend(ed)? paused? without no not unused",
);
const SIGNS_IN = word("auth authn authz authenti\\w+ authori[sz]\\w+ signin login");
const COUNTS = word("logs? logging audit\\w* backups? snapshots? protect\\w* verif\\w+ findings? trails? scan\\w*");

/** Words that together mean another thing than each by itself. */
const TOGETHER: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\w*fail_open/g, "everyone"],
  [/snapshot_age/g, "retention"],
  [/clear_text/g, "cleartext"],
  [/use_aws_owned_key/g, "exposed"],
  [/non_security/g, "patches"],
  [/security_group\w*/g, "group"],
  [/block_public/g, "block"],
  [/host_(network|pid|ipc)|share_process_namespace|local_administrator/g, "privileged"],
  [/data_trace\w*|debug_log\w*|get_password_data/g, "exposed"],
  [/disable_api_stop/g, "protection"],
  [/strict_transport_security/g, "hsts"],
  [/single_sign_on/g, "sso"],
  [
    /network_access_control|user_group_ids?|ip_group_ids|(valid_user|client)_list|origin_access_(control_id|identity)/g,
    "acl",
  ],
  [/dead_letter\w*|on_failure/g, "deadletter"],
  [/block_(storage|device|size)/g, "$1"],
  [/cidr_blocks?/g, "cidr"],
  [/public_(key|dns|ipv4_pool)/g, "key"],
  [/health_check\w*/g, "health"],
  [/read_only/g, "readonly"],
  [/root_access/g, "rootaccess"],
  [/signing_(region|name)|sign_out|logout|login_pages?|log_group\w*|log_stream\w*/g, "named"],
  [/required_(major|minor)\w*/g, "version"],
];

const KNOWN = new Map<string, Telling>();

/** What a path of arguments says, word by word; asked for again, it is answered at once. */
export function tellingOf(path: string): Telling {
  const known = KNOWN.get(path);
  if (known) return known;
  const told = read(path);
  if (KNOWN.size < 50_000) KNOWN.set(path, told);
  return told;
}

/** `failurePolicy` as Terraform would write it: `failure_policy`. */
const snake = (path: string): string => path.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();

function read(path: string): Telling {
  const plain = TOGETHER.reduce((text, [pattern, instead]) => text.replace(pattern, instead), snake(path));
  // an attribute that is required is a demand on data, and keeps nobody out
  const whole = plain.replace(/(^|\.)required$/, "");
  const last = toldBy(lastOf(whole));
  return last.keeps || last.opens || last.deletes ? { ...last, catches: toldBy(whole).catches } : toldBy(whole);
}

/** What the words of a name say together. */
function toldBy(name: string): Telling {
  const told = flagsOf(name);
  return { ...told, says: Object.values(told).some(Boolean) };
}

function flagsOf(name: string): Omit<Telling, "says"> {
  const words = name.split(/[._-]/);
  const has = (pattern: RegExp): boolean => words.some((one) => pattern.test(one));
  const [keepsData, opensAll] = [has(KEEPS_DATA), has(OPENS_ALL)];
  return {
    keeps: has(KEEPS) || keepsData,
    keepsData,
    catches: words.includes("deadletter"),
    lasts: has(LASTS),
    opens: opensAll || has(OPENS),
    opensAll,
    deletes: has(DELETES),
    negates: has(NEGATES),
    signsIn: has(SIGNS_IN),
    counts: has(COUNTS),
  };
}

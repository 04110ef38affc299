import { isSecretUnder } from "./secret-names";

/** Names and values in scripts, YAML and command lines; what starts like an expression or ends like a name is no value. */
const ASSIGNMENT = /(?<![\w.$])([A-Za-z][\w.-]{0,80})["']?(?::[ \t]+|=)["']?([^\s"'`$<>(){}[\],;|&\\]{6,200})/g;

/** A line of a settings file: `password = "word"`, and without quotes where a word is no name of something else. */
const SETTING =
  /^[ \t]*([A-Za-z][\w.-]{0,80})[ \t]+=[ \t]*(?:"([^"\n]{6,200})"|'([^'\n]{6,200})'|([^\s"'`$<>(){}[\],;|&\\]{6,200}))[ \t\r]*$/gm;
const SECTION = /^\[[\w .:"-]{1,80}\][ \t\r]*$/m;

const settings = (text: string): string[][] => {
  const isFile = SECTION.test(text);
  return [...text.matchAll(SETTING)].flatMap(([whole, name = "", double, single, bare = ""]) => {
    const value = double ?? single ?? bare;
    const isValue = isFile || bare === "" || !/^[A-Za-z_][A-Za-z_.]*$/.test(bare);
    return isValue ? [[whole, name, value]] : [];
  });
};

/** A name and a value in quotes or without, and what is between the two lines, or the two keys, of a pair. */
const [NAME, VALUE] = [`["']?([A-Za-z][\\w.-]{0,80})["']?`, `["']?([^\\s"'\`$<>(){}[\\],;|&\\\\]{6,200})["']?`];
const BETWEEN = `(?:[ \\t]*\\r?\\n[ \\t]*|[ \\t]*,[ \\t]*)["']?`;
const key = (names: string): string => `\\b(?:${names})["']?:[ \\t]+`;

/** Pairs in YAML, in either order: `- name: DB_PASS` and `value: word`. */
const PAIR = new RegExp(`${key("name|key")}${NAME}${BETWEEN}${key("value")}${VALUE}`, "gi");
const REVERSED = new RegExp(`${key("value")}${VALUE}${BETWEEN}${key("name|key")}${NAME}`, "gi");

const pairs = (text: string): string[][] => [
  ...text.matchAll(PAIR),
  ...[...text.matchAll(REVERSED)].map(([whole, value = "", name = ""]) => [whole, name, value]),
];

/** Options of a command line, with their value behind a space, or as the next entry of a list. */
const OPTION = new RegExp(`(?<![\\w-])--?${NAME}(?:,|\\n[ \\t]*-)?[ \\t]+${VALUE}`, "g");

/** A name in an expression of Terraform, and a text in it, which is no template. */
const [WORD, TEXT] = [`\\(?"?([A-Za-z][\\w.-]{0,80})"?\\)?`, `"([^"$]{6,200})"`];
const SPACE = "\\s{0,40}";
const entry = (names: string): string => `\\b(?:${names})"?${SPACE}[=:]${SPACE}`;

/** Entries, comparisons and pairs of an expression: `password = "word"`, `var.password == "word"`, `name = "DB_PASS", value = "word"`. */
const ENTRY = new RegExp(`(?<![\\w.$-])${WORD}${SPACE}(?:[=!]=|=>?|:)${SPACE}${TEXT}`, "g");
const COMPARED = new RegExp(`${TEXT}${SPACE}[=!]=${SPACE}${WORD}`, "g");
const HCL_PAIR = new RegExp(`${entry("name|key")}"([^"$]{1,80})"[\\s,]{1,40}"?${entry("value")}${TEXT}`, "gi");
const HCL_REVERSED = new RegExp(`${entry("value")}${TEXT}[\\s,]{1,40}"?${entry("name|key")}"([^"$]{1,80})"`, "gi");
const ZIPPED = /\bzipmap\(\s*\[([^\]]{0,2000})\]\s*,\s*\[([^\]]{0,2000})\]/g;

const quotedIn = (list: string): string[] => [...list.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);

function inExpressions(text: string): string[][] {
  if (!text.includes("${")) return [];
  return [
    ...text.matchAll(ENTRY),
    ...text.matchAll(HCL_PAIR),
    ...[...text.matchAll(COMPARED), ...text.matchAll(HCL_REVERSED)].map(([all, value = "", name = ""]) => [
      all,
      name,
      value,
    ]),
    ...[...text.matchAll(ZIPPED)].flatMap(([all, names = "", values = ""]) =>
      quotedIn(names).map((name, i) => [all, name, quotedIn(values)[i] ?? ""]),
    ),
  ];
}

/** The name of a secret that a text, like a script, a file of settings, YAML or an expression, sets to a literal. */
export function assignedSecret(text: string): string | undefined {
  if (!/pass|pwd|secret|token|key|cred|pat\b|dsn|pw\b/i.test(text)) return undefined;
  const [found] = [
    ...text.matchAll(ASSIGNMENT),
    ...settings(text),
    ...pairs(text),
    ...text.matchAll(OPTION),
    ...inExpressions(text),
  ].filter(([, name = "", value = ""]) => isSecretUnder(name, value));
  return found?.[1];
}

import { stringify } from "yaml";
import { newestCache, newestKubernetes, usualPostgresql } from "../../environments/calendar";
import { POSTGRESQL_DATABASES, POSTGRESQL_USERS, reservedBy } from "../../environments/tables/reserved";
import { GUESSED_ADMINS } from "../../reports/rules/database/database-custom-admin";
import { subnetsIn } from "./address-plan";
import type { Answers, Option } from "./answers";
import { APPS, type AppName, type AppPlace } from "./apps";
import { sizeIn } from "./sizes";

/** The environment file of some answers, with its comments. @param budgetUsd @default no budget */
export function fileOf(answers: Answers, budgetUsd?: number): string {
  const isWhole = answers.purpose === "everything";
  const parts = [
    head(answers),
    network(answers),
    cluster(answers),
    ...(isWhole ? [data(answers), ...delivery(answers)] : []),
    workloads(answers, budgetUsd),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** What apps run as: the images of own repositories, or ones that are still to be written. */
function placeOf({ account, region, name, purpose }: Answers, app: AppName): AppPlace {
  return purpose === "everything"
    ? {
        image: `${account}.dkr.ecr.${region}.amazonaws.com/${repositoryOf(name, app)}:1.0.0`,
        isExample: false,
        hasData: true,
      }
    : { image: `registry.example.com/team/${app}:tag-xxxxxxx`, isExample: true, hasData: false };
}

/** A name as YAML reads it back as a text: `true` and `null` are none without quotes. */
const scalar = (name: string): string => stringify(name).trimEnd();

const repositoryOf = (name: string, app: AppName): string => `${name}-${app}`;

/** The database and its user have the environment's name, or one like it where that is somebody else's or the first to be guessed. */
function databaseName(name: string): string {
  const word = name.replaceAll("-", "_");
  const isTaken =
    reservedBy([...POSTGRESQL_USERS, ...POSTGRESQL_DATABASES], word) !== undefined || GUESSED_ADMINS.includes(word);
  return isTaken ? `db_${word}` : word;
}

const head = ({ name, account, region, purpose }: Answers): string[] => [
  "# yaml-language-server: $schema=./environment.schema.json",
  `# ${name}, ${purpose === "everything" ? "with every part that there is" : "the least that runs an app"}. An editor completes and explains every key; so does environments/sections/.`,
  `name: ${scalar(name)}`,
  `account: "${account}" # Terraform refuses any other`,
  `region: ${region}`,
  `tags: { Environment: ${scalar(name)} }`,
  "deletionProtection: true # false, and a deploy, before a destroy",
  "state: { backend: s3, bootstrap: local } # npm run move-state changes bootstrap once its bucket is there",
];

const network = ({ region, zones, cidr, purpose }: Answers): string[] => [
  "network:",
  `  cidr: ${cidr} # fixed once deployed`,
  "  zones: # one more later moves nothing",
  ...subnetsIn(cidr, zones).map(
    ({ zone, publicRange, privateRange }) => `    ${zone}: { public: ${publicRange}, private: ${privateRange} }`,
  ),
  ...(purpose === "everything"
    ? ["  nat: per-zone # single costs one gateway, and all zones lose their way out with its zone"]
    : [
        "  nat: single # per-zone survives the loss of a zone, for the price of a gateway each",
        `  natZone: ${zones[0] ?? region}`,
      ]),
  "  loadBalancerCidrs: [0.0.0.0/0] # who may use the load balancers",
];

/** How a line says that somebody has to write it: the command lists these lines. */
export const EXAMPLE = "an example:";

/** A comment, which says so when nobody gave the answer. */
const commented = ({ examples }: Answers, option: Option, comment: string): string =>
  `# ${examples.includes(option) ? `${EXAMPLE} ` : ""}${comment}`;

const cluster = (answers: Answers): string[] => {
  const { name, region, zones, purpose, admin, access } = answers;
  return [
    "cluster:",
    `  name: ${scalar(name)}`,
    `  version: "${newestKubernetes()}" # one minor version up at a time, and none down`,
    `  admins: [${admin}] ${commented(answers, "admin", "who administers it; nobody else does, not even its creator")}`,
    "  publicAccessCidrs: [] # nobody from the internet",
    `  privateAccessCidrs: [${access}] ${commented(answers, "access", "from where the workloads are deployed, a runner, a VPN or a bastion")}`,
    `  zones: [${zones.join(", ")}] # the control plane's, for good`,
    "  nodeGroups:",
    "    workers:",
    `      instanceTypes: [${sizeIn(region, purpose === "everything" ? "large" : "small")}]`,
    "      capacity: on-demand # spot is a third of the price, at two minutes' notice",
    ...(purpose === "everything"
      ? ["      min: 3", "      desired: 3", "      max: 6"]
      : ["      min: 2", "      desired: 2", "      max: 4"]),
  ];
};

const data = ({ name, region }: Answers): string[] => {
  const word = databaseName(name);
  return [
    "data:",
    "  database:",
    `    engineVersion: "${usualPostgresql()}" # AWS picks the minor version`,
    `    instanceClass: ${sizeIn(region, "database")}`,
    "    storageGb: 20",
    "    maxStorageGb: 100 # it grows so far by itself",
    `    name: ${word}`,
    `    user: ${word}`,
    "    multiAz: true # false halves the price, and wants a waiver",
    "  cache:",
    "    engine: redis",
    `    engineVersion: "${newestCache("redis")}"`,
    `    nodeType: ${sizeIn(region, "cache")}`,
    "    nodes: 2 # one halves the price, and wants a waiver",
    "  backup: { schedule: cron(0 7 * * ? *), retentionDays: 35 }",
  ];
};

const delivery = ({ name, region, zones, apps }: Answers): string[][] =>
  apps.length === 0
    ? []
    : [
        [
          "delivery:",
          "  repositories:",
          ...apps.map((app) => `    ${repositoryOf(name, app)}: { keepReleases: 30, untaggedDays: 14 }`),
          "  jenkins:",
          `    instanceType: ${sizeIn(region, "large")}`,
          `    zone: ${zones[0]}`,
          `    webCidrs: [203.0.113.0/24] # ${EXAMPLE} the ranges of your office or VPN`,
          "    pipelines:",
          ...apps.flatMap((app) => [
            `      ${app}:`,
            `        repositoryUrl: https://github.com/example/${app} # ${EXAMPLE} it holds pipelines/app.Jenkinsfile as its Jenkinsfile`,
            `        image: ${repositoryOf(name, app)}`,
            `        app: ${app}`,
          ]),
        ],
      ];

const workloads = (answers: Answers, budgetUsd: number | undefined): string[] => [
  "workloads:",
  ...(answers.apps.length === 0
    ? ["  apps: {} # docs and examples: workloads.apps of the other environments"]
    : [
        "  apps:",
        ...answers.apps.flatMap((app) => [
          `    ${app}:`,
          ...APPS[app](placeOf(answers, app)).map((line) => `      ${line}`),
        ]),
      ]),
  ...(answers.purpose === "everything"
    ? [
        "  monitoring:",
        "    prometheus: { retentionDays: 15, storageGb: 20 }",
        "    grafana: { storageGb: 5 }",
        `    emails: [${answers.email}] ${commented(answers, "email", "who gets alarms, and confirms once")}`,
        ...(budgetUsd === undefined
          ? []
          : [`    monthlyBudgetUsd: ${budgetUsd} # the estimate and some room; more fails the audit`]),
      ]
    : []),
];

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";

/** Folder of this package: the repository, or where it is installed. */
export const ROOT = resolve(__dirname, "../..");

/** Whether the sources are there, so that this is the repository and not an installed package. */
export const isRepository = existsSync(join(ROOT, "tsconfig.json"));

/** Variables that name a file or a folder. */
const PATHS = [
  ...["ENVIRONMENTS_DIR", "CDKTF_OUTDIR", "AUDIT_OUTDIR", "TERRAFORM_PROVIDER_MIRROR"],
  ...["HELM_CHARTS_DIR", "MANIFESTS_OUTDIR"],
];

/** Variables of others that name one. Programs that are started in another folder read them, too. */
const PATHS_OF_OTHERS = [
  ...["TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CA_BUNDLE"],
  ...["AWS_WEB_IDENTITY_TOKEN_FILE", "SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR"],
];
/** The program that plans and applies, whose name is no path unless it has a slash. */
const PROGRAM = "TERRAFORM_BINARY_NAME";

/** npm runs the scripts of this package in its folder, and says in `INIT_CWD` where the user stands. */
const { INIT_CWD, npm_package_json: npmPackage } = process.env;
const isRunByNpm = npmPackage === join(ROOT, "package.json") && process.cwd() === ROOT;
const stands = isRunByNpm && INIT_CWD ? INIT_CWD : process.cwd();

/** A path as the user means it, from where the user stands; `-` stays, because it is standard input or output. */
export const fromUser = (path: string): string =>
  path === "-" || isAbsolute(path) || stands === process.cwd()
    ? path
    : relative(process.cwd(), resolve(stands, path)) || ".";

/** Makes the paths in variables those that the user means, for this program and those that it starts. */
export function settlePaths(env: NodeJS.ProcessEnv = process.env): void {
  const program = env[PROGRAM]?.includes(sep) ? [PROGRAM] : [];
  const own = stands === process.cwd() ? [] : PATHS;
  for (const name of [...own, ...PATHS_OF_OTHERS, ...program])
    if (env[name] && !env[name].startsWith("~")) env[name] = resolve(stands, env[name]);
}

/** Folder of the environment files. */
export const environmentsFolder = (): string => process.env.ENVIRONMENTS_DIR || "environments";

/** Names of the environments that have a file in a folder; whether these can be used is said by whoever reads them. */
export const environmentNames = (folder = environmentsFolder()): string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length));

/** Folder that is synthesized into. */
export const outputFolder = (): string => process.env.CDKTF_OUTDIR || "cdktf.out";

/** What `package.json` says of this project. */
export const PACKAGE: {
  readonly version: string;
  readonly description: string;
  readonly scripts: Readonly<Record<string, string>>;
} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

/** How a command is typed here: by its short name in the repository, by the program's name elsewhere. */
export function spelled(command: string, ...args: readonly string[]): string {
  const hasShortName = isInRepository && Object.hasOwn(PACKAGE.scripts, command);
  if (!hasShortName) return ["aws-platform", command, ...args].join(" ");
  return [npmName(command), ...(args.length > 0 ? ["--", ...args] : [])].join(" ");
}

/** Whether the user stands in the repository, where npm knows the short names. */
export const isInRepository = isRepository && `${process.cwd()}${sep}`.startsWith(`${ROOT}${sep}`);

const npmName = (command: string): string =>
  ["start", "test"].includes(command) ? `npm ${command}` : `npm run ${command}`;

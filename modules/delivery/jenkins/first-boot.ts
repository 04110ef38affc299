import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JenkinsProps, PipelineProps } from "../props";
import { fill } from "./fill";
import { pipelineRoleArn } from "./pipeline-roles";
import { literally } from "./terraform-text";
import { PLUGINS, VERSIONS } from "./versions";

/** What the first boot depends on. A change of any of it replaces the instance. */
export interface FirstBootProps extends Pick<JenkinsProps, "version" | "plugins" | "pipelines"> {
  /** First part of the names of the pipelines' roles. */
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly clusterName: string;
  readonly adminSecretArn: string;
  readonly dataVolumeId: string;
  /** Host name or address of the web interface. */
  readonly webHost: string;
}

/** Most that EC2 hands to an instance, in bytes before base64. Source: Amazon EC2 user guide, "user data". */
export const MAX_BYTES = 16384;

/**
 * The instructions of the first boot, a cloud-init document, as Terraform takes it: the same text for the same props. The
 * template is made literal for Terraform here; the props are already.
 */
export const firstBoot = (props: FirstBootProps, template = readTemplate()): string =>
  fill(literally(template), valuesOf(props));

function valuesOf(props: FirstBootProps): Record<string, string> {
  const { region, clusterName, adminSecretArn, dataVolumeId, webHost } = props;
  return {
    region,
    clusterName,
    registry: registryOf(props),
    adminSecretArn,
    dataVolumeId,
    webHost,
    versions: linesOf({ JENKINS: props.version, ...VERSIONS }, "="),
    plugins: linesOf({ ...PLUGINS, ...props.plugins }, ":"),
    pipelines: JSON.stringify(
      byName(props.pipelines).map(([name, pipeline]) => jobOf(name, pipeline, pipelineRoleArn(props, name))),
    ),
  };
}

/** The file as it is kept: the program runs compiled, in `dist` or as one file in it. */
export function readTemplate(folder = __dirname): string {
  const file = join(folder, "modules/delivery/jenkins/cloud-init.yaml");
  const parent = dirname(folder);
  return existsSync(file) || parent === folder ? readFileSync(file, "utf8") : readTemplate(parent);
}

const registryOf = ({ account, region }: FirstBootProps): string => `${account}.dkr.ecr.${region}.amazonaws.com`;

/** What a job is made of; its settings become parameters of the build, as `pipelines/app.Jenkinsfile` reads them. */
const jobOf = (name: string, { repositoryUrl, branch, smokeTest, ...target }: PipelineProps, role: string): object => ({
  name,
  repositoryUrl,
  branch,
  settings: {
    ROLE: role,
    REPOSITORY: target.image,
    NAMESPACE: target.namespace,
    APP: target.app,
    CONTAINER: target.container,
    INGRESS: smokeTest?.ingress ?? "",
    SMOKE_SCHEME: smokeTest?.scheme ?? "",
    SMOKE_HOST: smokeTest?.host ?? "",
    SMOKE_PATH: smokeTest?.path ?? "",
  },
});

const linesOf = (pairs: Readonly<Record<string, string>>, between: string): string =>
  byName(pairs)
    .map(([name, value]) => `${name}${between}${value}`)
    .join("\n");

/** Sorted, so that the order in which an environment file is written does not replace an instance. */
const byName = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

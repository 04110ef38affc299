import type { JenkinsProps, PipelineProps } from "../props";
import { byName, linesOf, readTemplate } from "./boot";
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
  readonly adminSecretArn: string;
  /** Where Jenkins says how the machine that builds connects. */
  readonly agentSecretArn: string;
  readonly dataVolumeId: string;
  /** Host name or address of the web interface. */
  readonly webHost: string;
}

/**
 * The instructions of the controller's first boot, a cloud-init document, as Terraform takes it: the same text for the same
 * props. The template is made literal for Terraform here; the props are already.
 */
export const firstBoot = (props: FirstBootProps): string =>
  fill(literally(readTemplate("cloud-init.yaml")), valuesOf(props));

function valuesOf(props: FirstBootProps): Record<string, string> {
  const { region, adminSecretArn, agentSecretArn, dataVolumeId, webHost } = props;
  return {
    region,
    adminSecretArn,
    agentSecretArn,
    dataVolumeId,
    webHost,
    versions: linesOf({ JENKINS: props.version, ...VERSIONS }, "="),
    plugins: linesOf({ ...PLUGINS, ...props.plugins }, ":"),
    pipelines: JSON.stringify(
      byName(props.pipelines).map(([name, pipeline]) => jobOf(name, pipeline, pipelineRoleArn(props, name))),
    ),
  };
}

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

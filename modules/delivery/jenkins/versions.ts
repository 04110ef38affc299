import pins from "../../../pins.json";

const { "signing-key": key, "plugin-manager": manager, kubectl, plugins } = pins.jenkins;

/** Exact versions of everything the controller's first boot downloads, besides Jenkins itself, as its script names them. */
export const VERSIONS = {
  JENKINS_FINGERPRINT: key.version,
  PLUGIN_MANAGER: manager.version,
} as const;

/** The same of the machine that builds. */
export const AGENT_VERSIONS = {
  KUBECTL: kubectl.version,
  KUBECTL_SHA256: kubectl.sha256,
} as const;

/** Plugins every controller has. What they need comes along at the lowest version that they ask for. */
export const PLUGINS: Readonly<Record<string, string>> = plugins.versions;

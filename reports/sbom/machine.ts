import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { type Block, blocksIn, readYaml, type Values } from "../synthesized";
import { type Item, text, user } from "./item";

/** Files of the first boot that say versions, as `modules/delivery/jenkins/cloud-init.yaml` writes them. */
const [VERSIONS, PLUGINS] = ["/etc/platform/versions.env", "/etc/jenkins/plugins.txt"];

/** Where a package of the distribution gets its version. */
const WHEN_MADE = "newest when the machine is made";

const JENKINS = "Jenkins project";

/** Programs whose version the machine is told, by the name of the variable. */
const PROGRAMS: Readonly<Record<string, { name: string; supplier: string; url: (version: string) => string }>> = {
  JENKINS: { name: "jenkins", supplier: JENKINS, url: () => "https://pkg.jenkins.io/rpm-stable" },
  PLUGIN_MANAGER: {
    name: "jenkins-plugin-manager",
    supplier: JENKINS,
    url: (version) =>
      `https://github.com/jenkinsci/plugin-installation-manager-tool/releases/download/${version}/jenkins-plugin-manager-${version}.jar`,
  },
  KUBECTL: {
    name: "kubectl",
    supplier: "The Kubernetes Authors",
    url: (version) => `https://dl.k8s.io/release/v${version}/bin/linux/amd64/kubectl`,
  },
};

/** What the first boot of a machine installs, as far as its user data says it in a way that is understood. */
export const machinesOf = (blocks: readonly Block[]): Item[] =>
  blocks.filter(({ type }) => type === "aws_instance").flatMap(softwareOf);

/** Whether a machine installs what is not read here: it has user data, and nothing was found in it. */
export const isUnread = (block: Block): boolean =>
  ["user_data", "user_data_base64"].some((key) => text(block.values[key])) && softwareOf(block).length === 0;

function softwareOf(block: Block): Item[] {
  const files = writtenFiles(text(block.values.user_data) ?? "");
  const plugins = linesOf(files.get(PLUGINS)).map((line) => pluginItem(line.split(":")));
  const programs = Object.entries(PROGRAMS).flatMap(([variable, program]) => {
    const version = variableIn(files.get(VERSIONS), variable);
    return version
      ? [programItem({ ...program, version, sha256: variableIn(files.get(VERSIONS), `${variable}_SHA256`) })]
      : [];
  });
  const packages = [...files.values()].flatMap(installedPackages).map(packageItem);
  const java = packages.filter(({ name }) => name.startsWith("java-"));
  return [...programs, ...plugins, ...packages].map((item) => ({
    ...item,
    usedBy: [user(block)],
    ...(item.name === "jenkins" && {
      needs: [...plugins, ...java].map(({ ref }) => ref),
      unknown: "plugins bring others along that they need",
    }),
  }));
}

/** Contents of the files that a cloud-init document writes, by their path. */
function writtenFiles(userData: string): Map<string, string> {
  if (!userData.startsWith("#cloud-config")) return new Map();
  const files = blocksIn((readYaml(userData) ?? {}) as Values, "write_files");
  return new Map(files.flatMap(({ path, content }) => (text(path) ? [[String(path), String(content)]] : [])));
}

const linesOf = (content = ""): string[] => content.split("\n").filter((line) => line.includes(":"));

const variableIn = (content: string | undefined, name: string): string | undefined =>
  new RegExp(`^${name}=(.+)$`, "m").exec(content ?? "")?.[1];

/** `dnf install -y git docker "jenkins-$JENKINS"`: what is neither an option nor a program of its own. */
const installedPackages = (script: string): string[] =>
  [...script.matchAll(/^\s*(?:dnf|yum) install (.+)$/gm)].flatMap(([, words = ""]) =>
    words.split(/\s+/).filter((word) => /^[a-z0-9][\w.+-]*$/.test(word)),
  );

function programItem({
  name,
  supplier,
  url,
  version,
  sha256,
}: (typeof PROGRAMS)[string] & { version: string; sha256: string | undefined }): Item {
  return {
    ref: `program:${name}@${version}`,
    type: ComponentType.Application,
    name,
    supplier,
    version,
    purl: new PackageURL("generic", undefined, name, version, { download_url: url(version) }).toString(),
    facts: { kind: "program" },
    ...(sha256 && { hash: { algorithm: "SHA-256", digits: sha256 } }),
  };
}

const pluginItem = ([name = "", version = ""]: readonly string[]): Item => ({
  ref: `jenkins-plugin:${name}@${version}`,
  type: ComponentType.Library,
  group: "jenkins-plugins",
  name,
  supplier: JENKINS,
  version,
  purl: new PackageURL("generic", "jenkins-plugins", name, version, {
    download_url: `https://updates.jenkins.io/download/plugins/${name}/${version}/${name}.hpi`,
  }).toString(),
  facts: { kind: "Jenkins plugin" },
});

const packageItem = (name: string): Item => ({
  ref: `rpm:${name}@${WHEN_MADE}`,
  type: ComponentType.Application,
  name,
  supplier: "Amazon Linux",
  version: WHEN_MADE,
  purl: new PackageURL("rpm", "amzn", name, undefined, { distro: "amzn-2023" }).toString(),
  facts: { kind: "package of Amazon Linux 2023" },
});

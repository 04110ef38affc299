import { Instance } from "@cdktf/provider-aws/lib/instance";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { parse } from "yaml";
import { MAX_BYTES } from "../../modules/delivery/jenkins/boot";
import { AGENT_VERSIONS } from "../../modules/delivery/jenkins/versions";
import type { Block } from "../helpers";
import { boot, filesOf, jenkinsWith, receivedByAgent } from "./delivery-fixture";

const GROUP = "${aws_security_group.delivery_jenkins_agent_security_group.id}";
const agentOf = (changes = {}): Block => jenkinsWith(changes).all(Instance).delivery_jenkins_agent_main as Block;
const file = (path: string): string => filesOf(receivedByAgent()).find((each) => each.path === path)?.content ?? "";

describe("the machine that builds", () => {
  test("is of the size asked for, in the private subnet of Jenkins' zone, with a group and a role of its own", () => {
    const agent = agentOf({ agent: { instanceType: "c7i.xlarge", rootVolumeGb: 80 } });
    expect(agent).toMatchObject({
      instance_type: "c7i.xlarge",
      subnet_id: "subnet-private-1",
      vpc_security_group_ids: [GROUP],
      iam_instance_profile: "${aws_iam_instance_profile.delivery_jenkins_agent_profile.name}",
    });
    expect(agent.root_block_device).toMatchObject({ volume_size: 80, encrypted: true });
  });

  test("is like the controller in everything else: one hop, tokens, watched, replaced when its first boot changes", () => {
    const { delivery_jenkins_machine_main: controller, delivery_jenkins_agent_main: agent } =
      jenkinsWith().all(Instance);
    const same = ["ebs_optimized", "lifecycle", "metadata_options", "monitoring", "user_data_replace_on_change"];
    expect(same.map((key) => agent?.[key])).toEqual(same.map((key) => controller?.[key]));
    expect(same.filter((key) => agent?.[key] === undefined)).toEqual([]);
  });

  test("has no address of the internet, no data volume, and nothing that a backup takes", () => {
    const json = jenkinsWith();
    expect(JSON.stringify(json.json.resource.aws_eip_association)).not.toContain("delivery_jenkins_agent");
    expect(json.only(VolumeAttachment).instance_id).toBe("${aws_instance.delivery_jenkins_machine_main.id}");
    expect(agentOf().tags).toEqual({ Name: "shop-jenkins-agent" });
  });

  test("lets nothing in, and is let into Jenkins and the Kubernetes API", () => {
    const json = jenkinsWith();
    const rules = Object.values(json.all(VpcSecurityGroupIngressRule));
    expect(rules.filter(({ security_group_id }) => security_group_id === GROUP)).toEqual([]);
    expect(
      rules
        .filter(({ referenced_security_group_id }) => referenced_security_group_id === GROUP)
        .map((rule) => [rule.security_group_id, rule.ip_protocol, rule.from_port, rule.to_port])
        .sort(),
    ).toEqual([
      ["${aws_security_group.delivery_jenkins_network_security_group.id}", "tcp", 443, 443],
      ["sg-cluster", "tcp", 443, 443],
    ]);
    expect(json.all(SecurityGroup).delivery_jenkins_agent_security_group).not.toHaveProperty("ingress");
    expect(json.all(VpcSecurityGroupEgressRule)).toHaveProperty("delivery_jenkins_agent_out");
  });

  test("starts when it has its rights and its way out, and whether Jenkins is there or not", () => {
    expect(agentOf().depends_on).toEqual([
      "aws_iam_role_policy.delivery_jenkins_agent_role_own_policy",
      "aws_vpc_security_group_egress_rule.delivery_jenkins_agent_out",
    ]);
    expect(JSON.stringify(agentOf())).not.toContain("delivery_jenkins_machine");
  });

  test("stays when Jenkins gets another version, plugin or pipeline", () => {
    expect(agentOf({ version: "9.999.1", plugins: { ansicolor: "1.0" }, pipelines: {} }).user_data).toBe(
      agentOf().user_data,
    );
  });
});

describe("its first boot", () => {
  test("is a cloud-config document without a placeholder, below the 16 KB of EC2, that runs one of its files", () => {
    const text = receivedByAgent({ clusterName: "c".repeat(100) });
    expect(text.split("\n")[0]).toBe("#cloud-config");
    expect(text).not.toMatch(/\{\{/);
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_BYTES);
    const { write_files, runcmd, ...others } = parse(text);
    expect(others).toEqual({});
    expect(file(runcmd[0][0])).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(write_files.map(({ content }: { content: string }) => content.startsWith("#!"))).toEqual(
      write_files.map(({ permissions }: { permissions?: string }) => permissions === "0755"),
    );
  });

  test("gives builds the region, the cluster and the registry, and nothing else", () => {
    expect(file("/etc/platform/builds.env")).toBe(
      "AWS_DEFAULT_REGION=eu-central-1\nCLUSTER_NAME=shop\nREGISTRY=111122223333.dkr.ecr.eu-central-1.amazonaws.com\n",
    );
    expect(file("/etc/systemd/system/jenkins-agent.service").match(/^EnvironmentFile=.*/gm)).toEqual([
      "EnvironmentFile=/etc/platform/builds.env",
    ]);
  });

  test("knows the secret by its name, and not what is in it", () => {
    expect(file("/etc/platform/agent.env")).toBe(`AGENT_SECRET=${boot.agentSecretArn}\n`);
    expect(receivedByAgent()).not.toMatch(/password|BEGIN/i);
    expect(receivedByAgent()).not.toContain(boot.adminSecretArn);
  });

  test("verifies kubectl, and switches no check of a certificate off", () => {
    expect(file("/etc/platform/versions.env")).toBe(
      `KUBECTL=${AGENT_VERSIONS.KUBECTL}\nKUBECTL_SHA256=${AGENT_VERSIONS.KUBECTL_SHA256}\n`,
    );
    expect(file("/usr/local/sbin/install-agent")).toMatch(/verify "\$KUBECTL_SHA256"/);
    expect(receivedByAgent()).not.toMatch(/noCertificateCheck|--insecure|curl [^\n]*-k\b/i);
  });

  test("builds as a user of its own, never gives up connecting, and begins anew when Jenkins is gone", () => {
    const lines = file("/etc/systemd/system/jenkins-agent.service").split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "User=agent",
        "SupplementaryGroups=docker",
        "RuntimeDirectoryMode=0700",
        "Restart=always",
        "RestartSec=30",
        "StartLimitIntervalSec=0",
      ]),
    );
  });
});

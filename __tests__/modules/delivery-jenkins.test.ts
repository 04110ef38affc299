import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { EipAssociation } from "@cdktf/provider-aws/lib/eip-association";
import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import { Delivery } from "../../modules/delivery";
import { type Block, type Synthesized, synth } from "../helpers";
import { backupWith } from "./data-fixture";
import { type JenkinsSettings, jenkins, jenkinsWith, props } from "./delivery-fixture";

const KEY = "${aws_kms_key.delivery_key_main.arn}";
const OWN_GROUP = "${aws_security_group.delivery_jenkins_network_security_group.id}";
const BALANCER_GROUP = "${aws_security_group.delivery_jenkins_load_balancer_security_group.id}";
const certificateArn = "arn:aws:acm:eu-central-1:111122223333:certificate/x";
const balanced: Partial<JenkinsSettings> = { certificateArn, host: "ci.example.com" };
const BUILDS = "${aws_security_group.delivery_jenkins_agent_security_group.id}";
/** The controller's own. */
const instanceOf = (json: Synthesized): Block => json.all(Instance).delivery_jenkins_machine_main as Block;
const instance = (changes = {}): Block => instanceOf(jenkinsWith(changes));

/** `[security group, port, who]` of every rule that lets something in. */
const waysIn = (json: Synthesized): unknown[] =>
  Object.values(json.all(VpcSecurityGroupIngressRule))
    .map((rule) => [rule.security_group_id, rule.from_port, rule.cidr_ipv4 ?? rule.referenced_security_group_id])
    .sort();

/** The outputs of the module, in Terraform's words. */
function outputsWith(changes: Partial<JenkinsSettings>): Block {
  let outputs: Block;
  synth((stack) => {
    const module = new Delivery(stack, "delivery", { ...props, jenkins: { ...jenkins, ...changes } });
    const resolver = new DefaultTokenResolver(new StringConcat());
    outputs = Tokenization.resolve(module.outputs, { scope: stack, resolver });
  });
  return outputs;
}

describe("the instance", () => {
  test("is what is asked for, in the first public subnet, with its own security group and role", () => {
    expect(instance({ instanceType: "m7i.large" })).toMatchObject({
      instance_type: "m7i.large",
      vpc_security_group_ids: [OWN_GROUP],
      iam_instance_profile: "${aws_iam_instance_profile.delivery_jenkins_machine_profile.name}",
    });
    expect(instance().subnet_id).toBe("subnet-1");
  });

  test("takes the newest image of Amazon Linux 2023 once, and is not replaced for a newer one", () => {
    const json = jenkinsWith();
    const images = json.json.data[DataAwsSsmParameter.tfResourceType];
    expect(Object.values(images)).toEqual(
      Array(2).fill(
        expect.objectContaining({ name: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" }),
      ),
    );
    expect(instanceOf(json).lifecycle.ignore_changes).toContain("ami");
  });

  test("keeps the tags of the root volume when it is taken over: the provider takes those of its own for others", () => {
    expect(instanceOf(jenkinsWith()).lifecycle.ignore_changes).toContain("root_block_device[0].tags");
  });

  test("takes the image that is named, follows when another is named, and asks AWS nothing", () => {
    const json = jenkinsWith({ amiId: "ami-0abcdef1234567890" });
    for (const each of Object.values(json.all(Instance))) {
      expect(each).toMatchObject({ ami: "ami-0abcdef1234567890" });
      expect(each.lifecycle.ignore_changes).not.toContain("ami");
    }
    expect(json.json.data).toBeUndefined();
  });

  test("gives its credentials to programs on it alone: tokens, and no hop to a container", () => {
    expect(instance().metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
  });

  test("has an encrypted root volume of the size asked for", () => {
    expect(instance({ rootVolumeGb: 40 }).root_block_device).toEqual({
      volume_type: "gp3",
      volume_size: 40,
      encrypted: true,
      kms_key_id: KEY,
    });
  });

  test("is replaced when its first boot changes", () => {
    expect(instance().user_data_replace_on_change).toBe(true);
    expect(instance({ plugins: { ansicolor: "1.0" } }).user_data).not.toBe(instance().user_data);
  });

  test("has the same first boot for the same settings", () => {
    expect(instance().user_data).toBe(instance().user_data);
  });

  test("is told what AWS gave: the volume, the secret and the address", () => {
    const { user_data } = instance();
    expect(user_data).toContain("DATA_VOLUME=${aws_ebs_volume.delivery_jenkins_machine_data.id}\n");
    expect(user_data).toContain("ADMIN_SECRET=${aws_secretsmanager_secret.delivery_jenkins_admin_secret.arn}\n");
    expect(user_data).toContain("WEB_HOST=${aws_eip.delivery_jenkins_network_address.public_ip}\n");
    expect(user_data).toContain('password: "$${ADMIN_PASSWORD}"');
  });

  test("starts when it has its rights and its way out", () => {
    expect(instance().depends_on).toEqual([
      "aws_iam_role_policy.delivery_jenkins_role_own_policy",
      "aws_vpc_security_group_egress_rule.delivery_jenkins_network_out",
    ]);
  });

  test("has a role that EC2 alone may take", () => {
    const { Statement } = JSON.parse(jenkinsWith().all(IamRole).delivery_jenkins_role_main.assume_role_policy);
    expect(Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
  });
});

describe("the data volume", () => {
  const volume = (deletionProtection = true): Block => jenkinsWith({}, { deletionProtection }).only(EbsVolume);

  test("is encrypted, of the size asked for, in the zone of the first public subnet", () => {
    expect(jenkinsWith({ dataVolumeGb: 80 }).only(EbsVolume)).toMatchObject({
      availability_zone: "eu-central-1a",
      size: 80,
      type: "gp3",
      encrypted: true,
      kms_key_id: KEY,
    });
  });

  test("does not depend on the instance, so it outlives it", () => {
    expect(JSON.stringify(volume())).not.toContain("aws_instance");
  });

  test("leaves a stopped instance, so that its file system is whole", () => {
    expect(jenkinsWith().only(VolumeAttachment)).toMatchObject({
      volume_id: "${aws_ebs_volume.delivery_jenkins_machine_data.id}",
      instance_id: "${aws_instance.delivery_jenkins_machine_main.id}",
      stop_instance_before_detaching: true,
    });
  });

  test("cannot be destroyed while deletion protection is on", () => {
    expect(volume().lifecycle).toEqual({ prevent_destroy: true });
  });

  test("can be destroyed when protection was lifted", () => {
    expect(volume(false).lifecycle).toBeUndefined();
  });

  test("has no setting of Terraform alone, which could not be changed without asking EC2 to change nothing", () => {
    expect(Object.keys(volume())).not.toContain("final_snapshot");
  });

  test("is taken by the backup plan of its own platform", () => {
    const [{ string_equals }] = backupWith().only(BackupSelection).condition;
    const { tags } = volume();
    for (const { key, value } of string_equals) expect(tags[key.replace("aws:ResourceTag/", "")]).toBe(value);
  });
});

describe("the way to Jenkins", () => {
  test("is open to the allowed ranges on 443, and to nobody by SSH", () => {
    expect(waysIn(jenkinsWith({ webCidrs: ["203.0.113.0/24", "198.51.100.7/32"] }))).toEqual([
      [OWN_GROUP, 443, BUILDS],
      [OWN_GROUP, 443, "198.51.100.7/32"],
      [OWN_GROUP, 443, "203.0.113.0/24"],
      ["sg-cluster", 443, BUILDS],
    ]);
  });

  test("is open by SSH to the ranges that ask for it", () => {
    expect(waysIn(jenkinsWith({ sshCidrs: ["198.51.100.0/24"] }))).toContainEqual([OWN_GROUP, 22, "198.51.100.0/24"]);
  });

  test("is an elastic IP address that outlives the instance", () => {
    const json = jenkinsWith();
    expect(JSON.stringify(json.only(Eip))).not.toContain("aws_instance");
    expect(json.only(EipAssociation)).toMatchObject({
      allocation_id: "${aws_eip.delivery_jenkins_network_address.allocation_id}",
      instance_id: "${aws_instance.delivery_jenkins_machine_main.id}",
    });
  });

  test("is no address that AWS gives and takes: it would be read back as a reason to replace the instance", () => {
    expect(instance()).not.toHaveProperty("associate_public_ip_address");
  });

  test("is its elastic IP address", () => {
    const address = "${aws_eip.delivery_jenkins_network_address.public_ip}";
    expect(outputsWith({}).jenkins).toMatchObject({ jenkinsUrl: `https://${address}/`, jenkinsAddress: address });
  });

  test("is a host name that points to that address, when there is one", () => {
    expect(outputsWith({ host: "ci.example.com" }).jenkins).toMatchObject({
      jenkinsUrl: "https://ci.example.com/",
      jenkinsAddress: "${aws_eip.delivery_jenkins_network_address.public_ip}",
    });
  });

  test("goes through no load balancer without a certificate", () => {
    expect(jenkinsWith().all(Lb)).toEqual({});
  });
});

describe("the load balancer", () => {
  const json = jenkinsWith({ ...balanced, webCidrs: ["203.0.113.0/24"] });

  test("is the only way to the web interface", () => {
    expect(waysIn(json)).toEqual(
      expect.arrayContaining([
        [BALANCER_GROUP, 443, "203.0.113.0/24"],
        [OWN_GROUP, 443, BALANCER_GROUP],
      ]),
    );
    expect(waysIn(json)).toHaveLength(4);
  });

  test("speaks TLS 1.3, or 1.2, with the certificate", () => {
    expect(json.only(LbListener)).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      certificate_arn: certificateArn,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    });
  });

  test("speaks HTTPS to Jenkins too, and to nobody else", () => {
    expect(json.only(LbTargetGroup)).toMatchObject({ protocol: "HTTPS", port: 443, target_type: "instance" });
    expect(json.only(LbTargetGroupAttachment).target_id).toBe("${aws_instance.delivery_jenkins_machine_main.id}");
    const out = Object.values(json.all(VpcSecurityGroupEgressRule)).filter(
      (rule) => rule.security_group_id === BALANCER_GROUP,
    );
    expect(out.map(({ referenced_security_group_id, from_port }) => [referenced_security_group_id, from_port])).toEqual(
      [[OWN_GROUP, 443]],
    );
  });

  test("is what the host's record points to", () => {
    expect(outputsWith(balanced).jenkins).toMatchObject({
      jenkinsUrl: "https://ci.example.com/",
      jenkinsAddress: "${aws_lb.delivery_jenkins_load_balancer_main.dns_name}",
    });
  });

  test.each([true, false])("is protected from deletion: %s", (deletionProtection) => {
    const { enable_deletion_protection } = jenkinsWith(balanced, { deletionProtection }).only(Lb);
    expect(enable_deletion_protection).toBe(deletionProtection);
  });
});

describe.each(["admin", "agent"])("the secret %s", (whose) => {
  const secret = (deletionProtection: boolean): Block =>
    jenkinsWith({}, { deletionProtection }).all(SecretsmanagerSecret)[`delivery_jenkins_${whose}_secret`] as Block;

  test("has no value, so that its value is in no plan and no state", () => {
    expect(secret(true)).toMatchObject({ name: `shop-jenkins-${whose}`, kms_key_id: KEY });
    expect(Object.keys(jenkinsWith().json.resource).filter((type) => /secret_version|random/.test(type))).toEqual([]);
  });

  test.each([
    [true, 30],
    [false, 0],
  ])("protected %s: can be restored for %i days", (deletionProtection, days) => {
    expect(secret(deletionProtection).recovery_window_in_days).toBe(days);
  });
});

test("the password of the administrator is told by ARN, and how builds connect is told to nobody", () => {
  expect(outputsWith({}).jenkins.jenkinsAdminSecretArn).toBe(
    "${aws_secretsmanager_secret.delivery_jenkins_admin_secret.arn}",
  );
  expect(JSON.stringify(outputsWith({}))).not.toContain("agent_secret");
});

describe("the access to the cluster", () => {
  test("is that of a group for each pipeline, which may do what each app's namespace says and nothing by itself", () => {
    const json = jenkinsWith();
    expect(json.only(EksAccessEntry)).toMatchObject({
      principal_arn: "${aws_iam_role.delivery_jenkins_pipelines_shop_role_main.arn}",
      kubernetes_groups: ["platform:pipeline:shop"],
    });
    expect(json.all(EksAccessPolicyAssociation)).toEqual({});
  });

  test("does not exist without pipelines", () => {
    expect(jenkinsWith({ pipelines: {} }).all(EksAccessEntry)).toEqual({});
  });
});

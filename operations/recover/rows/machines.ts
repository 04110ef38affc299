import { type Item, isMadeFrom, itemsOf, type Row, textOf } from "../row";
import { below, named } from "./named";
import { arnOf, isNot, tagged } from "./tagged";

/** Machines, their volumes, and load balancers. */
export const MACHINES: Readonly<Record<string, Row>> = {
  aws_launch_template: tagged({
    operation: "describe-launch-templates",
    key: "LaunchTemplates",
    field: "LaunchTemplateId",
    attributes: (item) => ({
      name: textOf(item, "LaunchTemplateName"),
      latest_version: textOf(item, "LatestVersionNumber"),
    }),
    counts: (item, ask) => {
      const [name, prefix] = [ask.text("name"), ask.text("name_prefix")];
      const own = textOf(item, "LaunchTemplateName");
      return name !== undefined ? own === name : prefix !== undefined && isMadeFrom(own, prefix);
    },
    created: "CreateTime",
  }),
  aws_instance: tagged({
    operation: "describe-instances",
    key: "Reservations",
    field: "InstanceId",
    counts: (item) => !["shutting-down", "terminated"].includes(textOf((item.State ?? {}) as Item, "Name")),
    attributes: arnOf("instance", "InstanceId"),
    created: "LaunchTime",
    uses: (item) => [textOf((item.State ?? {}) as Item, "Name"), `in ${textOf(item, "SubnetId")}`],
  }),
  aws_ebs_volume: tagged({
    operation: "describe-volumes",
    key: "Volumes",
    field: "VolumeId",
    counts: isNot("State", "deleting", "deleted"),
    attributes: arnOf("volume", "VolumeId"),
    created: "CreateTime",
    uses: (item) => [
      `${textOf(item, "Size")} GiB`,
      itemsOf(item, "Attachments").length > 0
        ? `attached to ${itemsOf(item, "Attachments").map((one) => textOf(one, "InstanceId"))}`
        : "attached to nothing",
    ],
  }),
  aws_volume_attachment: below({
    from: ["device_name", "volume_id", "instance_id"],
    id: (device, volume, instance) => `${device}:${volume}:${instance}`,
    isThere: async (ask, _device, volume, instance) => {
      const answer = await ask.aws<Item>("ec2", "describe-volumes", "--volume-ids", String(volume));
      const attachments = itemsOf(itemsOf(answer, "Volumes")[0] ?? {}, "Attachments");
      return attachments.filter((one) => textOf(one, "InstanceId") === instance);
    },
  }),
  aws_lb: named({
    argument: "name",
    list: ["elbv2", "describe-load-balancers", "LoadBalancers", "LoadBalancerName"],
    id: (item) => textOf(item, "LoadBalancerArn"),
    attributes: (item) => ({ arn: textOf(item, "LoadBalancerArn"), dns_name: textOf(item, "DNSName") }),
    created: "CreatedTime",
  }),
  aws_lb_target_group: named({
    argument: "name",
    list: ["elbv2", "describe-target-groups", "TargetGroups", "TargetGroupName"],
    id: (item) => textOf(item, "TargetGroupArn"),
    attributes: (item) => ({ arn: textOf(item, "TargetGroupArn") }),
  }),
  aws_lb_listener: {
    by: "its load balancer and its port",
    find: async (ask) => {
      const [balancer, port] = [ask.text("load_balancer_arn"), ask.text("port")];
      if (balancer === undefined) return [];
      const answer = await ask.aws<Item>("elbv2", "describe-listeners", "--load-balancer-arn", balancer);
      return itemsOf(answer, "Listeners")
        .filter((item) => textOf(item, "Port") === port)
        .map((item) => {
          const id = textOf(item, "ListenerArn");
          return { id, attributes: { id, arn: id } };
        });
    },
  },
  aws_lb_target_group_attachment: {
    cannot: "Terraform cannot import it; it registers the same target again, which changes nothing.",
  },
};

import { type Faults, opens, planted } from "./reachability-fixture";
import type { Blocks, Fault } from "./rules-fixture";

const add = (blocks: Blocks): Fault => ({ add: blocks });
const route = {
  route_table_id: "${aws_route_table.vpc_routes_private_a_table.id}",
  destination_cidr_block: "0.0.0.0/0",
};

describe("what may open something and cannot be read", () => {
  test.each<[string, Faults, string]>([
    [
      "a rule of the older kind",
      { data: [add({ "aws_security_group_rule.old": {} })] },
      "data aws_security_group_rule.old: is not read",
    ],
    [
      "a load balancer beside the controller's",
      { network: [add({ "aws_elb.own": {} })] },
      "network aws_elb.own: is not read",
    ],
    [
      "a manifest, which may be anything",
      { workloads: [add({ "kubernetes_manifest.any": {} })] },
      "workloads kubernetes_manifest.any: is not read",
    ],
    [
      "routes inside their table",
      { network: [add({ "aws_route_table.own": { route: [{ cidr_block: "0.0.0.0/0" }] } })] },
      "network aws_route_table.own: its routes are not read",
    ],
    [
      "a route to something else",
      { network: [add({ "aws_route.own": { ...route, transit_gateway_id: "tgw-1" } })] },
      "network aws_route.own: leads to something that is not read",
    ],
    [
      "a service with a load balancer of its own",
      { workloads: [{ set: ["kubernetes_service_v1", "spec.type", "LoadBalancer"] }] },
      "workloads kubernetes_service_v1.apps_statuspage_service: the load balancer that is made for it is not read",
    ],
    [
      "what the controller opens by itself",
      {
        workloads: [
          {
            set: [
              "kubernetes_ingress_v1",
              ["metadata", "annotations", "alb.ingress.kubernetes.io/manage-backend-security-group-rules"],
              "true",
            ],
          },
        ],
      },
      "workloads kubernetes_ingress_v1.apps_statuspage_ingress: what the controller opens for it is not read",
    ],
    [
      "a machine in an unknown subnet",
      { delivery: [{ set: ["aws_instance.delivery_jenkins_machine_main", "subnet_id", "${var.subnet}"] }] },
      "delivery aws_instance.delivery_jenkins_machine_main: its subnets cannot be told",
    ],
    [
      "a machine with unknown security groups",
      { delivery: [{ set: ["aws_instance.delivery_jenkins_machine_main", "vpc_security_group_ids", ["sg-1"]] }] },
      "delivery aws_instance.delivery_jenkins_machine_main: its security groups cannot be told",
    ],
    [
      "a rule of an unknown security group",
      { data: [opens("sg-1", 22)] },
      "data aws_vpc_security_group_ingress_rule.hole: whom it is about cannot be told",
    ],
    [
      "a rule for a list of ranges that AWS keeps",
      { data: [opens("${aws_security_group.data_database_security_group.id}", 22, { prefix_list_id: "pl-1" })] },
      "data aws_vpc_security_group_ingress_rule.hole: whom it is about cannot be told",
    ],
    [
      "a rule for an output that nobody publishes",
      {
        data: [
          opens("${aws_security_group.data_database_security_group.id}", 22, {
            referenced_security_group_id: "${data.terraform_remote_state.network.outputs.missing}",
          }),
        ],
      },
      "data aws_vpc_security_group_ingress_rule.hole: whom it is about cannot be told",
    ],
  ])("is said: %s", (_what, faults, expected) => {
    const { doubts } = planted("statuspage", faults);
    expect(doubts.map(({ stack, address, why }) => `${stack} ${address}: ${why}`)).toEqual([expected]);
  });
});

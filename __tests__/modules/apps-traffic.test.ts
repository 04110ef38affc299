import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { IngressV1 } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { ServiceV1 } from "@cdktf/provider-kubernetes/lib/service-v1";
import { LoadBalancerAccess } from "../../modules/apps";
import { type Block, type Synthesized, synth } from "../helpers";
import { appWith, cache, database, ingress } from "./apps-fixture";

const CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/1";
const annotations = (changes: Partial<typeof ingress> = {}): Record<string, string> => {
  const all: Record<string, string> = appWith({ ingress: { ...ingress, ...changes } }).only(IngressV1).metadata
    .annotations;
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key.replace("alb.ingress.kubernetes.io/", ""), value]),
  );
};

describe("the ingress of an app", () => {
  test("asks the controller for what is written, and for nothing else", () => {
    expect(annotations({ group: "demo" })).toEqual({
      "group.name": "demo",
      "healthcheck-interval-seconds": "30",
      "healthcheck-path": "/health",
      "healthcheck-timeout-seconds": "5",
      "healthy-threshold-count": "2",
      "listen-ports": '[{"HTTP":80}]',
      "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
      "manage-backend-security-group-rules": "false",
      scheme: "internet-facing",
      "security-groups": "sg-balancer",
      "target-type": "ip",
      "unhealthy-threshold-count": "3",
    });
  });

  test("is in a group of its own by default", () => {
    expect(annotations()["group.name"]).toBe("web");
  });

  test("with a certificate listens on 443 with TLS 1.3 and sends visitors of port 80 there", () => {
    const found = annotations({ certificateArn: CERTIFICATE });
    expect([found["listen-ports"], found["certificate-arn"], found["ssl-redirect"], found["ssl-policy"]]).toEqual([
      '[{"HTTP":80},{"HTTPS":443}]',
      CERTIFICATE,
      "443",
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
    ]);
  });

  test("tags the load balancer in the order of the keys", () => {
    expect(annotations({ tags: { B: "2", A: "1" } }).tags).toBe("A=1,B=2");
  });

  test("is waited for, because its load balancer's name is an output", () => {
    expect(appWith({ ingress }).only(IngressV1).wait_for_load_balancer).toBe(true);
  });

  test("has a name in DNS when a zone is given", () => {
    const { name, type, zone_id, alias } = appWith({
      ingress: { ...ingress, host: "shop.example.com", dns: { zoneId: "Z0123456789" } },
    }).only(Route53Record);
    expect([name, type, zone_id, alias.name]).toEqual([
      "shop.example.com",
      "A",
      "Z0123456789",
      "${kubernetes_ingress_v1.apps_web_ingress.status[0].load_balancer[0].ingress[0].hostname}",
    ]);
  });
});

describe("the service of an app", () => {
  test("hands its port on to the container's", () => {
    expect(appWith().only(ServiceV1).spec.port).toEqual([
      { name: "http", port: 80, protocol: "TCP", target_port: "8000" },
    ]);
  });

  test("is at a fixed port of every node when it is a NodePort", () => {
    const { spec } = appWith({ service: { type: "NodePort", port: 80, nodePort: 30080 } }).only(ServiceV1);
    expect([spec.type, spec.port[0].node_port]).toEqual(["NodePort", 30080]);
  });
});

describe("the network policy of an app", () => {
  const policy = (...changes: Parameters<typeof appWith>): Block => appWith(...changes).only(NetworkPolicyV1).spec;
  const cidrs = ({ from = [], to = [] }: Block): string[] =>
    [...from, ...to].flatMap(({ ip_block }: Block) => ip_block?.cidr ?? []);
  const ports = (rules: Block[]): string[] => rules.flatMap(({ ports }) => ports.map(({ port }: Block) => port));

  test("covers every pod of the namespace, both ways", () => {
    const { pod_selector, policy_types } = policy();
    expect([pod_selector, policy_types]).toEqual([{}, ["Ingress", "Egress"]]);
  });

  test("admits nobody to an app without a way in", () => {
    expect(policy().ingress ?? []).toEqual([]);
  });

  test.each([
    ["internet-facing", "ip", ["10.0.101.0/24", "10.0.102.0/24"]],
    ["internal", "ip", ["10.0.1.0/24", "10.0.2.0/24"]],
    ["internet-facing", "instance", ["10.0.101.0/24", "10.0.102.0/24", "10.0.1.0/24", "10.0.2.0/24"]],
  ] as const)("admits the %s load balancer of %s targets from where its packets come", (scheme, targetType, wanted) => {
    const [rule] = policy({ ingress: { ...ingress, scheme, targetType } }).ingress;
    expect([cidrs(rule), ports([rule])]).toEqual([wanted, ["8000"]]);
  });

  test("admits Prometheus to the metrics only", () => {
    const { ingress: rules } = policy(
      { scrape: { path: "/metrics", port: 9100 } },
      { monitoringNamespace: "monitoring" },
    );
    expect(rules).toEqual([
      {
        from: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } }],
        ports: [{ port: "9100", protocol: "TCP" }],
      },
    ]);
  });

  test("lets the app reach names and HTTPS", () => {
    expect(ports(policy().egress)).toEqual(["53", "53", "443"]);
  });

  test("lets the app reach its data stores where they are, and its credentials", () => {
    const rules = policy({}, { database, cache }).egress;
    expect(ports(rules)).toEqual(["53", "53", "5432", "6379", "443", "80"]);
    expect(rules.map(cidrs)).toEqual([
      [],
      ["10.0.1.0/24", "10.0.2.0/24"],
      ["10.0.1.0/24", "10.0.2.0/24"],
      ["0.0.0.0/0"],
      ["169.254.170.23/32"],
    ]);
  });
});

describe("LoadBalancerAccess", () => {
  const EVERYBODY = ["0.0.0.0/0"];
  const accessOf = (groups: Record<string, { allowedCidrs: string[]; ports: number[] }>): Synthesized =>
    synth((stack) => {
      new LoadBalancerAccess(stack, "load-balancers", {
        name: "shop",
        vpcId: "vpc-1",
        nodeSecurityGroupId: "sg-nodes",
        sharedSecurityGroupId: "sg-shared",
        sharedCidrs: EVERYBODY,
        groups,
      });
    });
  const ends = (rules: Record<string, Block>) =>
    Object.values(rules).map((rule) => [
      rule.security_group_id,
      rule.referenced_security_group_id ?? rule.cidr_ipv4,
      rule.from_port,
    ]);

  test("opens the way from the load balancer to the nodes at both ends", () => {
    const access = accessOf({ web: { allowedCidrs: EVERYBODY, ports: [30080] } });
    expect(ends(access.all(VpcSecurityGroupEgressRule))).toEqual([["sg-shared", "sg-nodes", 30080]]);
    expect(ends(access.all(VpcSecurityGroupIngressRule))).toEqual([["sg-nodes", "sg-shared", 30080]]);
  });

  test("writes the rule of a port once, however many apps have it", () => {
    const web = { allowedCidrs: EVERYBODY, ports: [8000, 8000] };
    expect(ends(accessOf({ a: web, b: web }).all(VpcSecurityGroupEgressRule))).toEqual([
      ["sg-shared", "sg-nodes", 8000],
    ]);
  });

  test("gives a load balancer that admits fewer a security group of its own", () => {
    const access = accessOf({ "in.house": { allowedCidrs: ["203.0.113.0/24"], ports: [8000] } });
    expect(access.only(SecurityGroup).name).toBe("shop-in.house-load-balancer");
    expect(ends(access.all(VpcSecurityGroupIngressRule))).toEqual([
      ["sg-nodes", "${aws_security_group.load_balancers_in_house.id}", 8000],
      ["${aws_security_group.load_balancers_in_house.id}", "203.0.113.0/24", 443],
      ["${aws_security_group.load_balancers_in_house.id}", "203.0.113.0/24", 80],
    ]);
  });
});

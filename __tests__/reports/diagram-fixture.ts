import { drawArchitecture } from "../../reports/diagram/architecture";
import { layOut } from "../../reports/diagram/layout";
import type { Area, Picture, PlacedBox, PlacedPicture } from "../../reports/diagram/picture";
import { type Json, parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";

/** Resources of one stack by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Values>>>>;

const of = (stack: string, output: string) => `\${data.terraform_remote_state.${stack}.outputs.${output}}`;
const LOAD_BALANCER = of("network", "load_balancer_security_group_id");
const NODES = of("network", "node_security_group_id");
const PRIVATE = of("network", "private_subnet_ids");

const ZONES = ["a", "b"];
const perZone = (make: (zone: string, i: number) => [string, Values][]): Record<string, Values> =>
  Object.fromEntries(ZONES.flatMap(make));

const network: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "shop" } } },
  aws_internet_gateway: { main: { vpc_id: "${aws_vpc.main.id}" } },
  aws_nat_gateway: { a: { subnet_id: "${aws_subnet.public_a.id}" } },
  aws_subnet: perZone((zone, i) => [
    [`public_${zone}`, subnet(zone, `10.0.${100 + i}.0/24`, "kubernetes.io/role/elb")],
    [`private_${zone}`, subnet(zone, `10.0.${i}.0/24`, "kubernetes.io/role/internal-elb")],
  ]),
  aws_route_table: { public: {}, private: {} },
  aws_route: {
    public: route("public", { gateway_id: "${aws_internet_gateway.main.id}" }),
    private: route("private", { nat_gateway_id: "${aws_nat_gateway.a.id}" }),
  },
  aws_route_table_association: perZone((zone) =>
    ["public", "private"].map((kind) => [
      `${kind}_${zone}`,
      { subnet_id: `\${aws_subnet.${kind}_${zone}.id}`, route_table_id: `\${aws_route_table.${kind}.id}` },
    ]),
  ),
  aws_security_group: { load_balancer: {}, nodes: {} },
  aws_vpc_security_group_ingress_rule: {
    http: { ...rule("${aws_security_group.load_balancer.id}", 80), cidr_ipv4: "0.0.0.0/0" },
    https: { ...rule("${aws_security_group.load_balancer.id}", 443), cidr_ipv4: "0.0.0.0/0" },
  },
};

const cluster: Resources = {
  aws_eks_cluster: { main: { version: "1.35", vpc_config: { subnet_ids: PRIVATE } } },
  aws_launch_template: { workers: { vpc_security_group_ids: [NODES] } },
  aws_eks_node_group: {
    workers: {
      node_group_name: "workers",
      subnet_ids: PRIVATE,
      instance_types: ["t3.small"],
      capacity_type: "SPOT",
      launch_template: { id: "${aws_launch_template.workers.id}" },
      scaling_config: { min_size: 2, max_size: 6 },
    },
  },
};

const data: Resources = {
  aws_db_subnet_group: { main: { subnet_ids: PRIVATE } },
  aws_security_group: { database: {} },
  aws_db_instance: {
    main: {
      engine: "postgres",
      engine_version: "16",
      instance_class: "db.m5.large",
      db_subnet_group_name: "${aws_db_subnet_group.main.name}",
      vpc_security_group_ids: ["${aws_security_group.database.id}"],
    },
  },
  aws_vpc_security_group_ingress_rule: {
    from_nodes: { ...rule("${aws_security_group.database.id}", 5432), referenced_security_group_id: NODES },
  },
};

/** An application behind a load balancer: with `instance` targets on a node port, with `ip` targets on its own. */
export const app = (targetType: "instance" | "ip"): Resources => ({
  kubernetes_ingress_v1: {
    shop: {
      metadata: {
        name: "shop",
        namespace: "shop",
        annotations: {
          "alb.ingress.kubernetes.io/scheme": "internet-facing",
          "alb.ingress.kubernetes.io/target-type": targetType,
          "alb.ingress.kubernetes.io/security-groups": LOAD_BALANCER,
        },
      },
      spec: { rule: [{ http: { path: [{ backend: { service: { name: "shop", port: { number: 80 } } } }] } }] },
    },
  },
  kubernetes_service_v1: {
    shop: {
      metadata: { name: "shop", namespace: "shop" },
      spec: { selector: { app: "shop" }, port: [{ port: 80, target_port: "8000", node_port: 30080 }] },
    },
  },
  kubernetes_deployment_v1: {
    shop: {
      metadata: { name: "shop", namespace: "shop" },
      spec: {
        replicas: "2",
        template: {
          metadata: { labels: { app: "shop" } },
          spec: {
            container: [
              { port: [{ container_port: 8000 }], env: [{ name: "HOST", value: of("data", "database_host") }] },
            ],
          },
        },
      },
    },
  },
  aws_vpc_security_group_ingress_rule: {
    to_app: { ...rule(NODES, targetType === "ip" ? 8000 : 30080), referenced_security_group_id: LOAD_BALANCER },
  },
});

function subnet(zone: string, cidr_block: string, role: string): Values {
  return { vpc_id: "${aws_vpc.main.id}", availability_zone: `us-east-1${zone}`, cidr_block, tags: { [role]: "1" } };
}
function route(table: string, to: Values): Values {
  return { route_table_id: `\${aws_route_table.${table}.id}`, destination_cidr_block: "0.0.0.0/0", ...to };
}
/** A rule for one TCP port of a security group. */
export function rule(security_group_id: string, port: number): Values {
  return { security_group_id, ip_protocol: "tcp", from_port: port, to_port: port };
}

const OUTPUTS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  network: {
    load_balancer_security_group_id: "${aws_security_group.load_balancer.id}",
    node_security_group_id: "${aws_security_group.nodes.id}",
    private_subnet_ids: ["${aws_subnet.private_a.id}", "${aws_subnet.private_b.id}"],
    public_subnet_ids: ["${aws_subnet.public_a.id}", "${aws_subnet.public_b.id}"],
  },
  data: { database_host: "${aws_db_instance.main.address}" },
};

/** A shop with a database over two zones; more resources by stack. */
export function shop(more: Readonly<Record<string, Resources>> = {}): SynthesizedEnvironment {
  const all: Record<string, Resources> = { network, cluster, data, workloads: app("instance"), ...more };
  const stacks = Object.entries(all).map(([name, resource]) =>
    parseStack(`shop-${name}`, {
      resource,
      output: Object.fromEntries(Object.entries(OUTPUTS[name] ?? {}).map(([key, value]) => [key, { value }])),
      data: { terraform_remote_state: readBy(resource) },
    }),
  );
  return { name: "shop", stacks };
}

/** The remote states that the expressions of a stack name. */
const readBy = (resource: Resources): Values =>
  Object.fromEntries(
    [...JSON.stringify(resource).matchAll(/terraform_remote_state\.(\w+)/g)].map(([, name = ""]) => [name, {}]),
  );

export const placed = async (environment: SynthesizedEnvironment): Promise<PlacedPicture> =>
  layOut(drawArchitecture(environment));

/** Arrows in words: `Internet → Load balancer: 80, 443`, marked when they are on a request's path. */
export function inWords({ boxes, arrows }: Picture): string[] {
  const titles = new Map(allBoxes(boxes as readonly PlacedBox[]).map(({ id, title }) => [id, title]));
  const words = arrows.map(
    ({ from, to, label, isRequest }) =>
      `${titles.get(from)} → ${titles.get(to)}: ${label.join(" ")}${isRequest ? " (request)" : ""}`,
  );
  return [...new Set(words)].sort();
}

export const allBoxes = (boxes: readonly PlacedBox[]): PlacedBox[] =>
  boxes.flatMap((box) => [box, ...allBoxes(box.children ?? [])]);

/** Whether two areas share more than an edge. */
export const overlap = (a: Area, b: Area): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

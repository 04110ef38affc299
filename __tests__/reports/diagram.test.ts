import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readmePictures } from "../../cli/diagrams";
import { drawArchitecture } from "../../reports/diagram/architecture";
import { headerHeight, headerWidth, shorten } from "../../reports/diagram/measure";
import type { Area, PlacedBox, PlacedPicture } from "../../reports/diagram/picture";
import { drawStacks } from "../../reports/diagram/stack-graph";
import { drawSvg } from "../../reports/html/picture";
import type { SynthesizedEnvironment } from "../../reports/synthesized";
import { allBoxes, app, inWords, overlap, placed, rule, shop } from "./diagram-fixture";
import { realEnvironments } from "./real-output";

/** Pairs of boxes with one parent that share space, and boxes that leave their parent. */
function collisions(boxes: readonly PlacedBox[], parent?: PlacedBox): string[] {
  return boxes.flatMap((box, i) => [
    ...boxes.slice(i + 1).flatMap((other) => (overlap(box, other) ? [`${box.id} on ${other.id}`] : [])),
    ...(parent && !contains(parent, box) ? [`${box.id} leaves ${parent.id}`] : []),
    ...collisions(box.children, box),
  ]);
}

const contains = (outer: Area, inner: Area): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Labels of arrows that share space with each other, with a thing, or with the title of a box. */
function hiddenLabels({ boxes, arrows }: PlacedPicture): string[] {
  const labels = arrows.map(({ labelArea }) => labelArea);
  const things = allBoxes(boxes).filter(({ kind }) => kind === "thing");
  return labels.flatMap((label, i) => [
    ...labels.slice(i + 1).flatMap((other, j) => (overlap(label, other) ? [`label ${i} on label ${i + 1 + j}`] : [])),
    ...things.flatMap((box) => (overlap(label, box) ? [`label ${i} on ${box.id}`] : [])),
    ...titlesOf(boxes).flatMap(({ id, area }) => (overlap(label, area) ? [`label ${i} on the title of ${id}`] : [])),
  ]);
}

/** Titles that an arrow runs through. */
const crossedTitles = ({ boxes, arrows }: PlacedPicture): string[] =>
  titlesOf(boxes).flatMap(({ id, area }) =>
    arrows.some(({ points }) => points.slice(1).some((end, i) => overlap(lineArea(points[i] ?? end, end), area)))
      ? [id]
      : [],
  );

const titlesOf = (boxes: readonly PlacedBox[]) =>
  allBoxes(boxes).map((box) => ({
    id: box.id,
    area: { x: box.header.x + 10, y: box.header.y + 6, width: headerWidth(box) - 20, height: headerHeight(box) - 10 },
  }));

const lineArea = (a: { x: number; y: number }, b: { x: number; y: number }): Area => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

const OPEN_TO_ALL = { cidr_ipv4: "0.0.0.0/0", ...rule("${aws_security_group.ssh.id}", 22) };
const MACHINE = {
  aws_security_group: { ssh: {} },
  aws_instance: {
    jenkins: {
      instance_type: "t3.large",
      tags: { Name: "shop-jenkins" },
      subnet_id: "${element(data.terraform_remote_state.network.outputs.public_subnet_ids, 1)}",
      vpc_security_group_ids: ["${aws_security_group.ssh.id}"],
    },
  },
};

describe("the architecture", () => {
  const picture = drawArchitecture(shop());
  const [, vpc] = picture.boxes;
  const zones = vpc?.children ?? [];

  test("has the subnets of a zone inside of the zone, and the zones inside of the VPC", () => {
    expect([vpc?.title, zones.map(({ title, children }) => [title, children?.map((it) => it.lines?.[0])])]).toEqual([
      "VPC shop",
      [
        ["us-east-1a", ["10.0.100.0/24", "10.0.0.0/24"]],
        ["us-east-1b", ["10.0.101.0/24", "10.0.1.0/24"]],
      ],
    ]);
  });

  test("says which way packets take out of a subnet, by its route table", () => {
    expect(zones[1]?.children?.map(({ title, lines }) => [title, lines?.[1]])).toEqual([
      ["Public subnet", "out: internet gateway"],
      ["Private subnet", "out: NAT in us-east-1a"],
    ]);
  });

  test("shows what sits in a subnet", () => {
    expect(zones[0]?.children?.map(({ children }) => children?.map(({ title }) => title))).toEqual([
      ["NAT gateway", "Load balancer"],
      ["Kubernetes API", "Nodes: workers", "PostgreSQL 16"],
    ]);
  });

  test("marks the single database as being in one of its zones only", () => {
    const boxes = allBoxes(picture.boxes as readonly PlacedBox[]).filter(({ title }) => title === "PostgreSQL 16");
    expect(boxes.map(({ isOneOf }) => isOneOf)).toEqual([true, true]);
  });

  test("leads a request from the internet over the load balancer and a node port to the data store", () => {
    expect(inWords(picture)).toEqual([
      "Internet → Load balancer: 80, 443 (request)",
      "Load balancer → Nodes: workers: 30080 (request)",
      "Nodes: workers → PostgreSQL 16: 5432 (request)",
    ]);
  });

  test("leads a request straight to the pods when they are the targets", () => {
    expect(inWords(drawArchitecture(shop({ workloads: app("ip") })))).toContain(
      "Load balancer → Pods: shop: 8000 (request)",
    );
  });

  test("calls traffic to a data store that no application uses no request", () => {
    expect(inWords(drawArchitecture(shop({ workloads: {} })))).toEqual(["Nodes: workers → PostgreSQL 16: 5432"]);
  });

  test("shows a planted rule that opens a machine to everybody", () => {
    const planted = { ...MACHINE, aws_vpc_security_group_ingress_rule: { ssh: OPEN_TO_ALL } };
    expect(inWords(drawArchitecture(shop({ delivery: planted })))).toContain("Internet → shop-jenkins: 22");
  });

  test("places a machine in the subnet of the list that it names", () => {
    const machine = allBoxes(drawArchitecture(shop({ delivery: MACHINE })).boxes as readonly PlacedBox[]).filter(
      ({ title }) => title === "shop-jenkins",
    );
    expect(machine.map(({ id }) => id)).toEqual(["delivery/aws_instance.jenkins@network/aws_subnet.public_b"]);
  });

  test("says everything in words too", () => {
    expect(picture.facts).toEqual([
      "us-east-1a, public subnet 10.0.100.0/24: NAT gateway (out of private subnets); Load balancer (for shop). Way out: internet gateway.",
      "us-east-1a, private subnet 10.0.0.0/24: Kubernetes API (EKS 1.35); Nodes: workers (2–6 × t3.small, spot); PostgreSQL 16 (db.m5.large), here or in another zone. Way out: NAT in us-east-1a.",
      "us-east-1b, public subnet 10.0.101.0/24: Load balancer (for shop). Way out: internet gateway.",
      "us-east-1b, private subnet 10.0.1.0/24: Kubernetes API (EKS 1.35); Nodes: workers (2–6 × t3.small, spot); PostgreSQL 16 (db.m5.large), here or in another zone. Way out: NAT in us-east-1a.",
      "On the nodes: Pods: shop (2 on port 8000).",
      "Nodes: workers may reach PostgreSQL 16 on 5432, by data/aws_vpc_security_group_ingress_rule.from_nodes.",
      "Internet may reach Load balancer on 80, 443, by network/aws_vpc_security_group_ingress_rule.http and network/aws_vpc_security_group_ingress_rule.https.",
      "Load balancer may reach Nodes: workers on 30080, by workloads/aws_vpc_security_group_ingress_rule.to_app.",
    ]);
  });

  test("cuts a long name, so that no name makes a picture of any width", () => {
    expect(shorten("a".repeat(40))).toBe(`${"a".repeat(33)}…`);
  });
});

describe("a drawing", () => {
  const all = [
    ["an application with node targets", shop()],
    ["an application with pod targets", shop({ workloads: app("ip") })],
    ["a machine", shop({ delivery: MACHINE })],
    ["no application", shop({ workloads: {} })],
    ...realEnvironments().map((environment) => [environment.name, environment]),
  ] as [string, SynthesizedEnvironment][];

  test.each(all)("of %s has no box on a sibling or outside of its parent", async (_name, environment) => {
    expect(collisions((await placed(environment)).boxes)).toEqual([]);
  });

  test.each(all)("of %s has no label on another, on a thing or on a title", async (_name, environment) => {
    expect(hiddenLabels(await placed(environment))).toEqual([]);
  });

  test.each(all)("of %s has no arrow through a title", async (_name, environment) => {
    expect(crossedTitles(await placed(environment))).toEqual([]);
  });

  test("has the zones in the order of their names where nothing connects them", async () => {
    const { boxes } = await placed(shop({ workloads: {}, data: {} }));
    const zones = boxes.flatMap(({ children }) => children).sort((a, b) => a.x - b.x);
    expect(zones.map(({ title }) => title)).toEqual(["us-east-1a", "us-east-1b"]);
  });

  test("is the same bytes every time", async () => {
    const draw = async () => (await drawSvg("picture", drawArchitecture(shop()))).file;
    expect(await draw()).toBe(await draw());
  });

  test("has a title and a description that name it", async () => {
    const { file } = await drawSvg("picture", drawArchitecture(shop()));
    expect(file).toMatch(/role="img" aria-labelledby="picture-title picture-description"/);
    expect(file).toMatch(
      /<title id="picture-title">Architecture of shop<\/title>\n<desc id="picture-description">A VPC over 2 zones/,
    );
  });

  test("shows a hostile name as text", async () => {
    const hostile = { aws_vpc: { main: { cidr_block: "</text><script>alert(1)</script>" } } };
    const { file } = await drawSvg("picture", drawArchitecture(shop({ network: hostile })));
    expect(file).toContain("&#60;/text&#62;&#60;script&#62;alert(1)&#60;/script&#62;");
  });
});

describe("the pictures of the README", () => {
  test("are those of what is synthesized now; npm run diagrams makes them anew", async () => {
    for (const [file, svg] of await readmePictures(realEnvironments()))
      expect([file, readFileSync(join("docs/images", file), "utf8")]).toEqual([file, svg]);
  });

  test("are in the README", () => {
    const text = readFileSync("README.md", "utf8");
    expect(text).toContain("](docs/images/architecture.svg)");
    expect(text).toContain("](docs/images/stacks.svg)");
  });
});

describe("the graph of stacks", () => {
  const picture = drawStacks(shop());

  test("has an arrow with the names of the outputs from the stack that publishes them to the one that reads them", () => {
    expect(inWords(picture)).toContain("network → cluster: node_security_group_id private_subnet_ids");
  });

  test("names all outputs in words", () => {
    expect(picture.facts).toContain(
      "data reads node_security_group_id, private_subnet_ids of network; it publishes database_host.",
    );
  });
});

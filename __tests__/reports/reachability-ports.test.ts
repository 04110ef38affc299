import { isInternet, isPublicRange, overlap } from "../../reports/built/ranges";
import { both, EVERY_PORT, type Ports, portsOf, portsText, tcp } from "../../reports/reachability/ports";
import { by, combine, type Layer } from "../../reports/reachability/way";
import { type Json, known, parseStack } from "../../reports/synthesized";

const span = (from: number, to: number, protocol = "tcp"): Ports => ({ protocol, from, to });

describe("ports", () => {
  test.each<[string, readonly unknown[], Ports]>([
    ["every protocol", ["-1", undefined, undefined], EVERY_PORT],
    ["every protocol in words", ["all", 0, 0], EVERY_PORT],
    ["numbers as texts", ["TCP", "80", "81"], span(80, 81)],
    ["one port", ["udp", 53, undefined], span(53, 53, "udp")],
    ["a name, which may be any", ["tcp", "http", undefined], span(0, 65_535)],
    ["the -1 of ICMP", ["icmp", -1, -1], span(0, 65_535, "icmp")],
  ])("are read from %s", (_what, [protocol, from, to], expected) => {
    expect(portsOf(protocol, from, to)).toEqual(expected);
  });

  test.each<[Ports, Ports, Ports | undefined]>([
    [tcp(80), EVERY_PORT, tcp(80)],
    [span(1, 100), span(50, 200), span(50, 100)],
    [tcp(80), tcp(81), undefined],
    [tcp(53), span(53, 53, "udp"), undefined],
  ])("of %j that are in %j are %j", (a, b, expected) => {
    expect([both(a, b), both(b, a)]).toEqual([expected, expected]);
  });

  test.each<[readonly Ports[], string]>([
    [[], ""],
    [[tcp(443), tcp(80), tcp(443)], "tcp 80, 443"],
    [[tcp(53), span(53, 53, "udp")], "tcp 53; udp 53"],
    [[tcp(80), span(1, 1024)], "tcp 1–1024"],
    [[tcp(80), EVERY_PORT], "every port"],
  ])("%j are written as %j", (ports, text) => {
    expect(portsText(ports)).toBe(text);
  });
});

describe("a range of addresses", () => {
  test.each([
    ["0.0.0.0/0", true],
    ["::/0", true],
    ["128.0.0.0/1", true],
    ["8.0.0.0/8", false],
    ["203.0.113.0/24", false],
    ["10.0.0.0/7", true],
    ["10.0.0.0/8", false],
    ["no range", false],
  ])("%s is the internet: %j", (range, expected) => {
    expect(isInternet(range)).toBe(expected);
  });

  test.each([
    ["203.0.113.0/24", true],
    ["169.254.170.23/32", false],
    ["100.64.0.0/10", false],
    ["fd00::/8", false],
  ])("%s holds addresses of the internet: %j", (range, expected) => {
    expect(isPublicRange(range)).toBe(expected);
  });

  test.each([
    ["10.0.0.0/16", "10.0.3.0/24", true],
    ["10.0.0.0/24", "10.0.1.0/24", false],
    ["0.0.0.0/0", "fd00::/8", false],
    ["${aws_vpc.main.cidr_block}", "10.0.0.0/8", false],
  ])("%s has an address in common with %s: %j", (a, b, expected) => {
    expect([overlap(a, b), overlap(b, a)]).toEqual([expected, expected]);
  });
});

describe("ways through layers", () => {
  const [group] = parseStack("shop-network", { resource: { aws_security_group: { a: {}, b: {} } } }).resources;
  if (!group) throw new Error("nothing was parsed");
  const layer = (does: string, ...grants: readonly [Ports, string][]): Layer => ({
    does,
    otherwise: "",
    grants: grants.map(([ports, says]) => ({ ports, by: [by(group, says)] })),
  });
  const inWords = (...layers: readonly Layer[]) =>
    combine(layers).map(({ ports, steps }) =>
      [portsText([ports]), ...steps.map((step) => step.by.map(({ says }) => says).join(" or "))].join(" | "),
    );

  test("have only the ports that every layer lets through", () => {
    expect(inWords(layer("out", [EVERY_PORT, "all"]), layer("in", [tcp(80), "web"]))).toEqual(["tcp 80 | all | web"]);
  });

  test("are one where several grants of a layer lead to the same ports", () => {
    expect(inWords(layer("out", [EVERY_PORT, "all"], [tcp(80), "web"]), layer("in", [tcp(80), "web"]))).toEqual([
      "tcp 80 | all or web | web",
    ]);
  });

  test("are several where the ports differ", () => {
    expect(inWords(layer("in", [tcp(80), "web"], [tcp(443), "tls"]))).toEqual(["tcp 80 | web", "tcp 443 | tls"]);
  });

  test("are none where one layer lets nothing through", () => {
    expect(inWords(layer("out", [EVERY_PORT, "all"]), layer("in"))).toEqual([]);
  });
});

describe("a value behind an expression", () => {
  const network = parseStack("shop-network", {
    output: { range: { value: "${aws_vpc.main.cidr_block}" }, port: { value: 5432 } },
    resource: {
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
      kubernetes_namespace_v1: { main: { metadata: { name: "shop" } } },
    },
  });
  const workloads = parseStack("shop-workloads", {});
  const environment = { name: "shop", stacks: [network, workloads] };
  const remote = (output: string) => `\${data.terraform_remote_state.network.outputs.${output}}`;

  test.each<[Json, Json | undefined]>([
    ["10.1.0.0/16", "10.1.0.0/16"],
    [443, 443],
    [remote("range"), "10.0.0.0/16"],
    [remote("port"), 5432],
    [remote("missing"), undefined],
    ["${aws_vpc.main.cidr_block}", undefined],
    [`${remote("range")} and more`, undefined],
  ])("%j in another stack is %j", (value, expected) => {
    expect(known(value, workloads, environment)).toEqual(expected);
  });

  test("is found in a block that Terraform counts", () => {
    expect(known("${kubernetes_namespace_v1.main.metadata[0].name}", network, environment)).toBe("shop");
  });

  test("is not known when AWS makes it", () => {
    expect(known("${aws_vpc.main.id}", network, environment)).toBeUndefined();
  });
});

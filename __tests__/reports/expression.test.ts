import { evaluateTemplate } from "../../reports/synthesized/expression";

const scope = {
  var: (name: string) => ({ port: 22, open: true, ranges: ["0.0.0.0/0"], tags: { Team: "shop" } })[name] as never,
  local: (name: string) => ({ arn: "${aws_s3_bucket.main.arn}" })[name] as never,
};

describe("an expression", () => {
  test.each<[string, unknown]>([
    ["${var.port}", 22],
    ["port ${var.port} of ${var.tags.Team}", "port 22 of shop"],
    ['${var.open ? "0.0.0.0/0" : "10.0.0.0/8"}', "0.0.0.0/0"],
    ["${var.ranges[0]}", "0.0.0.0/0"],
    ['${var.tags["Team"]}', "shop"],
    ["${toset(var.ranges)}", ["0.0.0.0/0"]],
    ['${concat(var.ranges, ["::/0"])}', ["0.0.0.0/0", "::/0"]],
    ["${var.port == 22 && !var.open}", false],
    ["${(var.port + 1) * 2 - -4}", 50],
    ["${local.arn}/*", "${aws_s3_bucket.main.arn}/*"],
    ["$${var.port}", "$${var.port}"],
    [
      '${jsonencode({\n  # everything\n  Statement = [{ Effect = "Allow", Resource = "${aws_s3_bucket.main.arn}/*" }]\n})}',
      '{"Statement":[{"Effect":"Allow","Resource":"${aws_s3_bucket.main.arn}/*"}]}',
    ],
    ["${jsonencode({ key = aws_kms_key.main.arn, on = true })}", '{"key":"${aws_kms_key.main.arn}","on":true}'],
    ["${[for range in var.ranges : range]}", ["0.0.0.0/0"]],
    ["${[for x in [{ a = 1 }, { a = 2 }] : x.a + var.port if x.a > 1]}", [24]],
    ['${[\n  for x in [1, 2] :\n  x == 1 ? "one" : x\n]}', ["one", "2"]],
    ["${[for v in { b = 2, a = 1 } : v]}", [1, 2]],
    ["${[for x in [[1], [2]] : [for y in x : y]]}", [[1], [2]]],
    [
      '${{ for k, v in { b = { open = true }, a = { open = false } } : "x-${k}" => v if v.open }}',
      { "x-b": { open: true } },
    ],
    ['${{ for x in ["a", "b", "a"] : x => 1... }}', { a: [1, 1], b: [1] }],
    ["${{ for k, v in {} : k => v }}", {}],
    ['${[for x in [local.arn] : "${x}/*"]}', ["${aws_s3_bucket.main.arn}/*"]],
    ['${format("%s/%d of %v, 100%%", "a", 2, true)}', "a/2 of true, 100%"],
    ['${replace("a.b.c", ".", "$&")}', "a$&b$&c"],
    ['${coalesce(null, "", "a")}', "a"],
    ["${one([])}", null],
    ["${one([1])}", 1],
    ['${startswith("ab", "a") && endswith("ab", "b")}', true],
    ["${aws_subnet.main[0].id}", "${aws_subnet.main[0].id}"],
  ])("%s is worked out", (text, value) => {
    expect(evaluateTemplate(text, scope)).toEqual(value);
  });

  test.each([
    "${file(var.port)}",
    "${var.port > 0 ? aws_vpc.main.id : undefined}",
    "${[for i, range in var.ranges : range]}",
    "${{ for range in concat(var.ranges, var.ranges) : range => 1 }}",
    "${{ for range in var.ranges : aws_vpc.main.id => range }}",
    "${[for range in aws_vpc.main.cidrs : range]}",
    "${[for range in var.ranges]}",
    "${[for range in var.ranges : range",
    "${var.open ? 1 : false}",
    '${format("%03d", 1)}',
    '${format("%d", 1.5)}',
    '${format("%s", "a", "b")}',
    '${replace("a", "/a/", "b")}',
    '${coalesce(null, "")}',
    "${one([1, 2])}",
    "${lower(aws_vpc.main.id)}",
    "${terraform.workspace}",
    "%{ if var.open }a%{ endif }",
    '${local.arn == "a"}',
    "${var.port",
    "${}",
  ])("%s cannot be", (text) => {
    expect(() => evaluateTemplate(text, scope)).toThrow();
  });
});

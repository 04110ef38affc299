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
    ["${aws_subnet.main[0].id}", "${aws_subnet.main[0].id}"],
  ])("%s is worked out", (text, value) => {
    expect(evaluateTemplate(text, scope)).toEqual(value);
  });

  test.each([
    "${file(var.port)}",
    "${var.port > 0 ? aws_vpc.main.id : undefined}",
    "${[for range in var.ranges : range]}",
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

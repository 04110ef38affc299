import { toHcl, toVersions } from "../../reports/hcl";
import type { Json, Values } from "../../reports/synthesized";
import { differences } from "./hcl-fixture";
import { realStacks } from "./real-output";

const NO_NOTES = () => ({ controls: [], waivers: [] });
const SHIPPED = realStacks();
const topic = (values: Values): Values => ({ resource: { aws_sns_topic: { main: values } } });

test.each(Object.entries(SHIPPED))("the HCL of %s says what its JSON says", async (_, json) => {
  expect(await differences(json, toHcl(json, NO_NOTES))).toEqual([]);
});

test.each(Object.entries(SHIPPED))("a value changed anywhere in %s is found by the comparison", async (_, json) => {
  const hcl = toHcl(json, NO_NOTES);
  const lines = hcl.split("\n").flatMap((line, i) => (/ = ["\w]/.test(line) ? [i] : []));
  const planted = lines.filter((_line, i) => i % 25 === 0);
  expect(planted.length).toBeGreaterThan(0);
  for (const at of planted) {
    const changed = hcl.split("\n").map((line, i) => (i === at ? line.replace(/ = .*$/, ' = "planted"') : line));
    expect(await differences(json, changed.join("\n"))).toHaveLength(1);
  }
});

test("a block that is missing in the HCL is found by the comparison", async () => {
  const json = { output: { a: { value: "1" }, b: { value: "2" } } };
  expect(await differences(json, toHcl({ output: { a: { value: "1" } } }, NO_NOTES))).toEqual(["/output/b"]);
});

test.each<[string, string]>([
  ["quotes", 'say "no"'],
  ["backslashes", "C:\\new\\table\\\\"],
  ["line breaks", "a\nb\r\nc\td\n"],
  ["control characters", "a\u0000b\u001bc\u007f\u0085\u2028d"],
  ["what ends a comment", "*/ # // <!-- -->"],
  ["other scripts", "Prüfung 审计 🔐 e\u0301"],
  ["an expression", "${aws_vpc.main.id}"],
  ["an expression that is no reference", "${aws_vpc.main.id == null}"],
  ["two expressions", "${aws_vpc.main.id}${aws_vpc.main.arn}"],
  ["an index", '${aws_vpc.main.tags["a/b"]}${aws_vpc.main.list[0]}'],
  ["an expression with texts and braces", 'a ${jsonencode({ "k}" = "v\\"}${var.x["}"]}" })} b'],
  ["escaped expressions", '$${NAME} %%{ if "x" } $$ %% $ %'],
  ["an escaped expression before an expression", "$$${a}$${b}${aws_vpc.main.id}"],
  ["a directive", '%{if var.on}"yes"%{else}no%{endif}'],
  ["a here-document", "<<EOT\nEOT\n"],
  ["JSON", '{"Statement":[{"Sid":"a\\nb","Resource":"${aws_s3_bucket.main.arn}/*"}]}'],
])("a text with %s comes back as it was, as value and as key", async (_, text) => {
  const json = topic({ name: text, tags: { [text]: text }, list: [text, [text, { [text]: [text] }]] });
  expect(await differences(json, toHcl(json, NO_NOTES))).toEqual([]);
});

test.each([
  ["curl -w %{http_code}", '"curl -w %%{http_code}"'],
  ["${unclosed", '"$${unclosed"'],
  ['${"unclosed}', '"$${\\"unclosed}"'],
])("%s starts no template, so it is written as text", (text, written) => {
  expect(toHcl(topic({ name: text }), NO_NOTES)).toContain(`name = ${written}\n`);
});

test.each<[string, Json]>([
  ["numbers", [0, -1, 1.5, 1e21, 123456789012]],
  ["truths and nothing", [true, false, null]],
  ["empty lists and maps", [[], {}, [[]], ""]],
  ["keys that are words of HCL", [{ for: 1, if: 2, true: 3, null: 4, in: 5 }, 1]],
  ["keys that are no names", [{ "a/b": 1, "1a": 2, "a b": 3, "": 4, "//": 5 }, 1]],
])("%s come back as they were", async (_, value) => {
  const json = topic({ value });
  expect(await differences(json, toHcl(json, NO_NOTES))).toEqual([]);
});

test("says above each block where it comes from, what it satisfies and which waivers it needs", () => {
  const json = {
    ...topic({ "//": { metadata: { path: "shop-data/topic/main" } }, name: "alarms" }),
    terraform: { backend: { s3: { key: "a" } }, required_providers: { aws: { source: "hashicorp/aws" } } },
    output: { arn: { value: "${aws_sns_topic.main.arn}" } },
    provider: { aws: [{ default_tags: [{ tags: { Stack: "data" } }], region: "us-east-1" }] },
  };
  const notes = (address: string) => ({
    controls: address === "aws_sns_topic.main" ? ["NIST SC-28", "FSBP SNS.1"] : [],
    waivers: address === "backend.s3" ? ["state-kept: new\nresource bad {} */ until 2027-01-01"] : [],
  });
  expect(toHcl(json, notes)).toBe(`# Waived: state-kept: new resource bad {} */ until 2027-01-01
terraform {
  backend "s3" {
    key = "a"
  }

  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      Stack = "data"
    }
  }
}

# Construct: shop-data/topic/main
# Satisfies: NIST SC-28, FSBP SNS.1
resource "aws_sns_topic" "main" {
  name = "alarms"
}

output "arn" {
  value = aws_sns_topic.main.arn
}
`);
});

test("the order of the keys in the JSON does not matter", () => {
  const reversed = (value: Json): Json =>
    typeof value !== "object" || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value as Values)
            .map(([key, inner]): [string, Json] => [key, reversed(inner)])
            .reverse(),
        );
  for (const json of Object.values(SHIPPED))
    expect(toHcl(reversed(json) as Values, NO_NOTES)).toBe(toHcl(json, NO_NOTES));
});

test("what this project never makes is named, instead of left out in silence", () => {
  const json: Values = { output: { a: { value: "1" } }, check: { b: {} }, ephemeral: {} };
  expect(toHcl(json, NO_NOTES)).toMatch(/\n# Not written here, see the JSON: check, ephemeral\n$/);
});

test("variables, modules and what became of addresses are written, too", async () => {
  const json: Values = {
    terraform: { required_version: ">= 1.10" },
    variable: { b: { type: "string", default: { c: 1 } } },
    module: { c: { source: "./c", providers: { aws: "aws" } } },
    moved: [{ from: "aws_vpc.a", to: "${aws_vpc.b}" }],
    removed: [{ from: "aws_vpc.c", lifecycle: { destroy: false } }],
  };
  expect(toHcl(json, NO_NOTES)).toContain('variable "b" {\n  type = string\n\n  default = {');
  expect(toVersions(json)).toBe(`terraform {
  required_version = ">= 1.10"
}

moved {
  from = aws_vpc.a
  to   = aws_vpc.b
}

removed {
  from = aws_vpc.c

  lifecycle {
    destroy = false
  }
}
`);
});

test.each([
  ["${element(var.a, 0)}", "element(var.a, 0)"],
  ['${"a"}\n', '"${"a"}\\n"'],
  ["${a.b}-${c.d}", '"${a.b}-${c.d}"'],
])("a text that is one expression in one line needs no quotes: %j", (text, written) => {
  expect(toHcl({ output: { a: { value: text } } }, NO_NOTES)).toContain(`value = ${written}\n`);
});

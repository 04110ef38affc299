import { type Diagnostic, formatDiagnostic, readDiagnostics } from "../../../cli/terraform/diagnostics";

const diagnostic: Diagnostic = {
  severity: "error",
  summary: "Unsupported argument",
  detail: 'An argument named "bogus"\nis not expected here.',
  range: { filename: "cdk.tf.json", start: { line: 93 } },
  snippet: { context: "resource.aws_s3_bucket.state_main" },
};

describe("formatDiagnostic", () => {
  test("says where in file and stack, and what, on one line", () => {
    expect(formatDiagnostic(diagnostic)).toBe(
      'cdk.tf.json:93 aws_s3_bucket.state_main  error: Unsupported argument. An argument named "bogus" is not expected here.',
    );
  });

  test("does without place and detail when Terraform gives none", () => {
    expect(formatDiagnostic({ severity: "warning", summary: "Old", detail: "" })).toBe("warning: Old");
  });

  test("keeps the kind of a block that is no resource", () => {
    expect(formatDiagnostic({ ...diagnostic, detail: "", snippet: { context: "output.vpc_id" } })).toBe(
      "cdk.tf.json:93 output.vpc_id  error: Unsupported argument",
    );
  });
});

describe("readDiagnostics", () => {
  test("reads what validate printed", () => {
    expect(readDiagnostics(JSON.stringify({ valid: false, diagnostics: [diagnostic] }))).toEqual([diagnostic]);
  });

  test("passes on what is no JSON", () => {
    expect(readDiagnostics("panic: oh no\n")).toEqual([{ severity: "error", summary: "panic: oh no" }]);
  });

  test("says so when nothing was printed", () => {
    expect(readDiagnostics("")).toEqual([{ severity: "error", summary: "terraform printed nothing" }]);
  });
});

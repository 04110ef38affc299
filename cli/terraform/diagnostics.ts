/** One finding of `terraform validate -json`, the parts that are shown. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  /** `context` is the block the finding is in, for example `resource.aws_vpc.main`. */
  readonly snippet?: { readonly context: string | null };
}

/** The findings in the output of `terraform validate -json`; output that is no JSON is one finding. */
export function readDiagnostics(stdout: string): Diagnostic[] {
  try {
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  } catch {
    return [{ severity: "error", summary: stdout.trim() || "terraform printed nothing" }];
  }
}

/** `cdk.tf.json:93 aws_s3_bucket.state_main  error: Unsupported argument. …` */
export function formatDiagnostic({ severity, summary, detail, range, snippet }: Diagnostic): string {
  const file = range ? `${range.filename}:${range.start.line}` : "";
  const address = snippet?.context?.replace(/^resource\./, "") ?? "";
  const where = [file, address].filter(Boolean).join(" ");
  const what = [summary, detail?.replaceAll(/\s*\n\s*/g, " ")].filter(Boolean).join(". ");
  return `${where ? `${where}  ` : ""}${severity}: ${what}`;
}

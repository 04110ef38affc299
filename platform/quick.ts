/**
 * Runs `work` without recording where each Terraform reference was created: nobody reads that in ordinary output, and
 * recording it is a third of the time cdktf needs. Errors keep their stack traces.
 */
export function withoutCreationTraces<T>(work: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => {};
  try {
    return work();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

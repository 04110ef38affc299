/** One call of the AWS CLI: `aws <service> <operation> <arguments>`, and its JSON answer. Rejects with a `NoAnswer`. */
export type Aws = <T>(service: string, operation: string, ...args: readonly string[]) => Promise<T>;

/** Runs the AWS CLI with arguments and says how it ended. Injected, so that tests need neither the CLI nor a network. */
export type RunAws = (args: readonly string[]) => Promise<AwsEnd>;

/** How a run of the AWS CLI ended. */
export interface AwsEnd {
  /** Exit code; undefined when the program could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Why AWS did not answer a call. */
export class NoAnswer extends Error {
  constructor(
    /** AWS's own name of the error, for example `AccessDenied`; `NoCli` or `NoCredentials` when AWS was never asked. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Names that AWS gives to "there is no such thing", which is an answer and not a failure. */
const ABSENT = /NotFound|NoSuch|^404$|DoesNotExist/;

/** Whether AWS answered that what was asked for does not exist. */
export const isAbsent = (error: unknown): error is NoAnswer => error instanceof NoAnswer && ABSENT.test(error.code);

/** Names that AWS gives to credentials that it does not take any more, or never did. */
const STALE =
  /^(ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|SignatureDoesNotMatch)$/;

/** What to do about a call that AWS did not answer. */
export function cureOf({ code }: NoAnswer): string {
  if (/AccessDenied|Unauthorized|^403$/.test(code))
    return "allow whoever runs this the call that is named, or ask somebody who may";
  if (code === "NoCredentials" || STALE.test(code)) return "log in to AWS, until aws sts get-caller-identity answers";
  if (code === "NoCli" || code === "OldCli")
    return "install the AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
  return "run it again; if it stays, make the call by hand with --debug";
}

/** The answer of a call, or undefined when what it asks for does not exist. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/**
 * Asks AWS in one region. The same call is made once; the CLI takes half a second to start, so a few run side by side.
 * @param most How many calls run at the same time. @default 6
 */
export function askAws(run: RunAws, region: string, most = 6): Aws {
  const answers = new Map<string, Promise<unknown>>();
  const inTurn = limited(most);
  return <T>(service: string, operation: string, ...args: readonly string[]): Promise<T> => {
    const call = [service, operation, ...args, "--region", region, "--output", "json"];
    const key = call.join("\0");
    const answer = answers.get(key) ?? inTurn(async () => read(call, await run(call)));
    answers.set(key, answer);
    return answer as Promise<T>;
  };
}

/** At most so many at once, the others in the order of their coming. */
function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

function read(call: readonly string[], { code, stdout, stderr }: AwsEnd): unknown {
  if (code === undefined) throw new NoAnswer("NoCli", "the AWS CLI (aws) is not on this machine");
  if (code !== 0) throw failure(call, stderr || stdout);
  try {
    return stdout.trim() === "" ? {} : JSON.parse(stdout);
  } catch {
    throw new NoAnswer("NoJson", `aws ${call.slice(0, 2).join(" ")} answered something that is not JSON`);
  }
}

/** `An error occurred (AccessDenied) when calling the GetRole operation: …` */
const OCCURRED = /An error occurred \(([\w.]+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/;

function failure(call: readonly string[], text: string): NoAnswer {
  const [, code, message] = OCCURRED.exec(text) ?? [];
  if (code) return new NoAnswer(code, firstLine(message ?? ""));
  if (/locate credentials|SSO|[Tt]oken has expired|config profile .* could not be found/.test(text))
    return new NoAnswer("NoCredentials", firstLine(text));
  if (/[Ii]nvalid choice/.test(text))
    return new NoAnswer("OldCli", `this AWS CLI does not know ${call.slice(0, 2).join(" ")}; install a newer one`);
  return new NoAnswer("Failed", firstLine(text) || "the AWS CLI failed and said nothing");
}

const firstLine = (text: string): string =>
  text
    .trim()
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim()
    .replace(/[.]+$/, "") ?? "";

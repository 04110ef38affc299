import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Workspace } from "../workspace";

/** Counts what Terraform changes in the account, and says when a certain change has been made. */
export interface Counter {
  changes: number;
  /** Number of the change after which `hit` is called, or its operation, before Terraform hears of it. @default never */
  at: number | string | undefined;
  /** Returns whether Terraform never hears of that change. */
  hit: () => boolean;
  /** Calls that took something away. */
  readonly removals: string[];
  /** Called before each call of anybody, also to states and locks. @default nothing */
  hear?: (() => void) | undefined;
}

/** Counts from nothing, and never calls. */
export const newCounter = (): Counter => ({ changes: 0, at: undefined, hit: () => false, removals: [] });

/** A workspace whose programs reach the account through proxies that count. */
export async function watching(workspace: Workspace, counter: Counter): Promise<Workspace> {
  const { env } = workspace.options;
  const names = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EKS"];
  const proxies = await Promise.all(
    names.map(async (name) => [name, await startProxy(env[name] ?? "", counter)] as const),
  );
  return { ...workspace, options: { ...workspace.options, env: { ...env, ...Object.fromEntries(proxies) } } };
}

/** Starts a proxy to a server of this machine, on a free port of the loopback interface; it ends with this program. */
async function startProxy(target: string, counter: Counter): Promise<string> {
  const server = createServer((asked, answer) => {
    // a caller that is killed while it asks leaves half a call, which nobody answers
    pass(asked, answer, new URL(target), counter).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(asked: IncomingMessage, answer: ServerResponse, target: URL, counter: Counter): Promise<void> {
  const body = await bytesOf(asked);
  const { method, url: path, headers } = asked;
  counter.hear?.();
  const forwarded = request({ host: target.hostname, port: target.port, method, path, headers });
  const [response, bytes] = await new Promise<[IncomingMessage, Buffer]>((resolve, reject) => {
    forwarded.once("error", reject);
    forwarded.once("response", (from) => bytesOf(from).then((all) => resolve([from, all]), reject));
    forwarded.end(body);
  });
  const change = changeBy(asked, body);
  if (change !== undefined && (response.statusCode ?? 500) < 300) {
    counter.changes += 1;
    if (REMOVES.test(change)) counter.removals.push(change);
    if ((counter.changes === counter.at || change === counter.at) && counter.hit()) {
      answer.destroy(); // made, and nobody hears of it
      return;
    }
  }
  answer.writeHead(response.statusCode ?? 500, response.headers).end(bytes);
}

const bytesOf = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Calls that only look, by the name of their operation. */
const LOOKS = /^(Describe|Get|List|Lookup|Head|Simulate|Check|BatchGet|Test)/;

/** Calls that take something away for good, which no recovery does. */
const REMOVES = /^(Delete|Terminate|Release|ScheduleKeyDeletion|DELETE )/;

/** What a call changes of AWS, by its operation or its method and path: states and their locks are no such thing. */
function changeBy({ method = "", url = "", headers }: IncomingMessage, body: Buffer): string | undefined {
  if (/\.tfstate(\.tflock)?(\?|$)/.test(url)) return undefined;
  const operation =
    String(headers["x-amz-target"] ?? "").split(".")[1] ??
    /\/operation\/(\w+)/.exec(url)?.[1] ??
    /(?:^|&)Action=(\w+)/.exec(body.subarray(0, 4096).toString("utf8"))?.[1];
  if (operation) return LOOKS.test(operation) ? undefined : operation;
  return method === "GET" || method === "HEAD" ? undefined : `${method} ${url}`;
}

import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Counts what Terraform changes in the account, and says when a certain change has been made. */
export interface Counter {
  changes: number;
  /** Number of the change after which `hit` is called, before Terraform hears of it. @default never */
  at: number | undefined;
  hit: () => void;
}

/** Starts a proxy to a server of this machine, on a free port of the loopback interface; it ends with this program. */
export async function startProxy(target: string, counter: Counter): Promise<string> {
  const server = createServer((asked, answer) => void pass(asked, answer, new URL(target), counter));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(asked: IncomingMessage, answer: ServerResponse, target: URL, counter: Counter): Promise<void> {
  const body = await bytesOf(asked);
  const { method, url: path, headers } = asked;
  const forwarded = request({ host: target.hostname, port: target.port, method, path, headers }, async (response) => {
    const bytes = await bytesOf(response);
    if (isChange(asked, body) && (response.statusCode ?? 500) < 300) {
      counter.changes += 1;
      if (counter.changes === counter.at) {
        counter.hit();
        answer.destroy(); // made, and nobody hears of it
        return;
      }
    }
    answer.writeHead(response.statusCode ?? 500, response.headers).end(bytes);
  });
  forwarded.on("error", () => answer.destroy());
  forwarded.end(body);
}

const bytesOf = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Calls that only look, by the name of their operation. */
const LOOKS = /^(Describe|Get|List|Lookup|Head|Simulate|Check|BatchGet|Test)/;

/** Whether a call changes something of AWS: states and their locks are no such thing. */
function isChange({ method = "", url = "", headers }: IncomingMessage, body: Buffer): boolean {
  if (/\.tfstate(\.tflock)?(\?|$)/.test(url)) return false;
  const operation =
    String(headers["x-amz-target"] ?? "").split(".")[1] ??
    /\/operation\/(\w+)/.exec(url)?.[1] ??
    /(?:^|&)Action=(\w+)/.exec(body.subarray(0, 4096).toString("utf8"))?.[1];
  return operation ? !LOOKS.test(operation) : method !== "GET" && method !== "HEAD";
}

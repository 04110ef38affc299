import { Agent, request } from "node:https";
import type { Values } from "../../reports/synthesized";
import type { Block } from "../helpers";

/** How to reach an API server, and who asks. */
export interface Connection {
  /** `https://127.0.0.1:6443` */
  readonly server: string;
  /** Certificates that its own is checked against, in PEM. */
  readonly ca: string | Buffer;
  readonly token?: string;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

/** What the API server answered when it was not 2xx: `message` is its own sentence. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const JSON_TYPE = "application/json";

/** Who the objects belong to, for server-side apply. */
const MANAGER = "terraform";

/** A client of a Kubernetes API server: objects in, objects out. */
export class Api {
  private readonly agent: Agent;
  private resources = new Map<string, Promise<Resource[]>>();

  constructor(readonly connection: Connection) {
    const { ca, cert, key } = connection;
    this.agent = new Agent({ keepAlive: true, ca, ...(cert && { cert }), ...(key && { key }) });
  }

  /**
   * Makes an object what is given, as its owner would: a field that the API does not know is refused.
   * @param options.dryRun says what would come of it and keeps nothing
   */
  async apply(object: Values, { dryRun = false } = {}): Promise<Block> {
    const query = `fieldManager=${MANAGER}&force=true&fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;
    return this.ask("PATCH", `${await this.pathOf(object)}?${query}`, object, { type: "application/apply-patch+yaml" });
  }

  /** Makes an object that is not there yet. */
  async create(object: Values): Promise<Block> {
    const path = (await this.pathOf(object)).replace(/\/[^/]+$/, "");
    return this.ask("POST", `${path}?fieldValidation=Strict`, object);
  }

  /** Changes a part of an object, as somebody else would by hand. */
  async patch(object: Values, change: Values, { subresource = "", manager = "by-hand" } = {}): Promise<Block> {
    const path = `${await this.pathOf(object)}${subresource && `/${subresource}`}?fieldManager=${manager}`;
    return this.ask("PATCH", path, change, { type: "application/merge-patch+json" });
  }

  async get(object: Values): Promise<Block | undefined> {
    return this.unlessGone(this.ask("GET", await this.pathOf(object)));
  }

  async remove(object: Values): Promise<void> {
    await this.unlessGone(this.ask("DELETE", await this.pathOf(object), { propagationPolicy: "Background" }));
  }

  /** Every object of a kind, in all namespaces. */
  async list(apiVersion: string, kind: string): Promise<Block[]> {
    const { name } = await this.resourceOf(apiVersion, kind);
    const { items } = await this.ask("GET", `${rootOf(apiVersion)}/${name}`);
    return items.map((item: Block) => ({ apiVersion, kind, ...item }));
  }

  /** The bare answer to a request. Throws an `ApiError` when it is none of success. */
  ask(method: string, path: string, body?: unknown, { type = JSON_TYPE, accept = JSON_TYPE } = {}): Promise<Block> {
    const { server, token } = this.connection;
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept,
      "content-type": type,
      "content-length": Buffer.byteLength(content ?? ""), // Node would send the body of a DELETE without it
      ...(token && { authorization: `Bearer ${token}` }),
    };
    return new Promise((settle, refuse) => {
      const sent = request(`${server}${path}`, { method, agent: this.agent, headers, timeout: 60_000 }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => (text += part));
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          if (status < 300) settle(text.startsWith("{") ? JSON.parse(text) : { text });
          else refuse(new ApiError(messageIn(text), status));
        });
      });
      sent.on("timeout", () => sent.destroy(new Error(`${method} ${path} was not answered within a minute`)));
      sent.on("error", refuse);
      sent.end(content);
    });
  }

  private async unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  private async pathOf({ apiVersion, kind, metadata }: Values): Promise<string> {
    const { name, isNamespaced } = await this.resourceOf(String(apiVersion), String(kind));
    const { name: object, namespace = "default" } = metadata as { name: string; namespace?: string };
    return `${rootOf(String(apiVersion))}/${isNamespaced ? `namespaces/${namespace}/` : ""}${name}/${object}`;
  }

  private async resourceOf(apiVersion: string, kind: string): Promise<Resource> {
    const ask = () =>
      this.ask("GET", rootOf(apiVersion)).then(({ resources }) =>
        resources.map(({ name, kind: of, namespaced }: Block) => ({ name, kind: of, isNamespaced: namespaced })),
      );
    const known = this.resources.get(apiVersion) ?? ask();
    this.resources.set(apiVersion, known);
    const find = (all: Resource[]) => all.find((one) => one.kind === kind && !one.name.includes("/"));
    const found = find(await known.catch(() => [])) ?? find(await ask()); // a definition may have come since
    if (!found) throw new ApiError(`the API server has no ${kind} of ${apiVersion}`, 404);
    return found;
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

const rootOf = (apiVersion: string): string =>
  apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

function messageIn(text: string): string {
  try {
    return String(JSON.parse(text).message ?? text);
  } catch {
    return text;
  }
}

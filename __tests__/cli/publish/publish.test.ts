import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { bodyOf, markerOf } from "../../../cli/publish/place";
import { publishFile } from "../../../cli/publish/publish";

interface Text {
  id: number;
  number: number;
  iid: number;
  body: string;
  description: string;
  state: string;
}

/** Stands in for the API of GitHub or GitLab: keeps comments and issues, and says what it was asked. */
class Host {
  readonly texts: Text[] = [];
  readonly asked: string[] = [];
  status = 200;
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request).then((body) => {
      response.writeHead(this.status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
  });

  start = (): Promise<string> =>
    new Promise((done) => {
      this.server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`));
    });
  stop = (): void => void this.server.close();

  private async answer(request: IncomingMessage): Promise<object> {
    const { method = "", url = "" } = request;
    this.asked.push(`${method} ${url}`);
    const given = JSON.parse((await text(request)) || "{}") as Partial<Text>;
    if (this.status !== 200) return { message: "Resource not accessible by integration" };
    if (method === "GET") {
      const page = Number(/&page=(\d+)/.exec(url)?.[1]);
      return this.texts.filter(({ state }) => state === "open").slice((page - 1) * 100, page * 100);
    }
    if (method === "POST") {
      const id = this.texts.length + 1;
      this.texts.push({ id, number: id, iid: id, body: "", description: "", state: "open", ...given });
      return {};
    }
    const found = this.texts.find(({ id }) => String(id) === url.split("/").at(-1));
    if (found) Object.assign(found, given, "state_event" in given ? { state: "closed" } : {});
    return {};
  }
}

const folder = mkdtempSync(join(tmpdir(), "publish-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (content: string): string => {
  writeFileSync(join(folder, "card.md"), content);
  return join(folder, "card.md");
};
writeFileSync(join(folder, "event.json"), JSON.stringify({ pull_request: { number: 7 } }));

let host: Host;
let api: string;
const said: string[] = [];
beforeEach(async () => {
  host = new Host();
  api = await host.start();
  said.length = 0;
  jest.spyOn(console, "log").mockImplementation((line) => void said.push(line));
});
afterEach(() => {
  host.stop();
  jest.restoreAllMocks();
});

const github = () => ({
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: api,
  GITHUB_REPOSITORY: "example/platform",
  GITHUB_TOKEN: "token",
  GITHUB_EVENT_PATH: join(folder, "event.json"),
});
const gitlab = () => ({
  GITLAB_CI: "true",
  CI_API_V4_URL: api,
  CI_PROJECT_ID: "5",
  CI_MERGE_REQUEST_IID: "7",
  GITLAB_TOKEN: "token",
});

describe.each([
  ["GitHub", github, "body"],
  ["GitLab", gitlab, "body"],
] as const)("on %s", (_, env, field) => {
  test("a second run writes into the comment of the first, also among hundreds", async () => {
    for (let i = 0; i < 250; i += 1) await fetch(`${api}/x`, { method: "POST", body: '{"body":"of a person"}' });
    await publishFile(file("first"), "Plan of shop", false, env());
    await publishFile(file("second"), "Plan of shop", false, env());
    await publishFile(file("other"), "Plan of blog", false, env());
    expect(host.texts.slice(250).map((one) => one[field])).toEqual([
      "<!-- aws-platform: Plan of shop -->\nsecond\n",
      "<!-- aws-platform: Plan of blog -->\nother\n",
    ]);
    expect(said).toEqual([
      "Plan of shop: comment written",
      "Plan of shop: comment updated",
      "Plan of blog: comment written",
    ]);
  });

  test("an issue is written once, updated, and closed when nothing is left", async () => {
    await publishFile(file(""), "Drift", true, env());
    await publishFile(file("shop drifts"), "Drift", true, env());
    await publishFile(file("shop drifts still"), "Drift", true, env());
    await publishFile(file(""), "Drift", true, env());
    expect(said).toEqual([
      "Drift: nothing to report",
      "Drift: issue written",
      "Drift: issue updated",
      "Drift: nothing left, so its issue is closed",
    ]);
    expect(host.texts.map(({ state }) => state)).toEqual(["closed"]);
  });

  test("what is refused is said with what to allow", async () => {
    host.status = 403;
    await expect(publishFile(file("card"), "Plan of shop", false, env())).rejects.toThrow(
      /^GET \/\S+ was answered 403 \{"message":"Resource not accessible by integration"\}; (give the job the permissions|put a project access token)/,
    );
  });
});

test("a missing token is said before anything is asked", async () => {
  await expect(publishFile(file("card"), "Plan", false, { ...github(), GITHUB_TOKEN: "" })).rejects.toThrow(
    "there is no GITHUB_TOKEN; give the job the permissions pull-requests: write and issues: write, and GITHUB_TOKEN: ${{ github.token }}",
  );
  await expect(publishFile(file("card"), "Plan", false, { ...gitlab(), GITLAB_TOKEN: "" })).rejects.toThrow(
    "there is no GITLAB_TOKEN; put a project access token with the role Reporter and the scope api into the variable GITLAB_TOKEN of the project, masked",
  );
  expect(host.asked).toEqual([]);
});

test("elsewhere than in a pipeline nothing is published", async () => {
  await expect(publishFile(file("card"), "Plan", false, {})).rejects.toThrow(
    "this is no pipeline of GitHub or GitLab, so there is nowhere to publish; read the file instead",
  );
});

test("a card that is too long is cut, says so, and leaves nothing open", () => {
  const body = bodyOf("Plan", `<details>\n\`\`\`\n${"x".repeat(500)}`, 300);
  expect(body.length).toBeLessThanOrEqual(300);
  expect(body.startsWith(markerOf("Plan"))).toBe(true);
  expect(body).toMatch(/x\n```\n<\/details>\n\n… cut here: the whole report is among the artifacts of this run\.\n$/);
});

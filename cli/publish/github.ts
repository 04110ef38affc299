import { readFileSync } from "node:fs";
import { UserError } from "../../environments/problem";
import { ask, askAll } from "./ask";
import type { Place } from "./place";

type Env = NodeJS.ProcessEnv;
interface Text {
  readonly id: number;
  readonly number?: number;
  readonly body: string | null;
  readonly pull_request?: object;
}

const CURE =
  "give the job the permissions pull-requests: write and issues: write, and GITHUB_TOKEN: ${{ github.token }}";

/** Comments of the pull request that a workflow runs for, or issues of its repository. */
export function onGithub(env: Env, isIssue: boolean): Place {
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = env;
  if (!token) throw new UserError(`there is no GITHUB_TOKEN; ${CURE}`);
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${token}` };
  const call = <T>(path: string, method?: string, body?: object) =>
    ask<T>(`${api}/repos/${repository}${path}`, headers, CURE, method, body);
  const find = (path: string) => async (marker: string) => {
    const all = await askAll((page) => call<Text[]>(`${path}per_page=100&page=${page}`));
    const found = all.find(({ body, pull_request: isPull }) => !isPull && body?.startsWith(marker));
    return found && { id: isIssue ? (found.number ?? found.id) : found.id };
  };
  if (isIssue)
    return {
      name: "issue",
      most: 65_000,
      find: find("/issues?state=open&"),
      create: async (title, body) => void (await call("/issues", "POST", { title, body })),
      update: async ({ id }, body) => void (await call(`/issues/${id}`, "PATCH", { body })),
      close: async ({ id }) => void (await call(`/issues/${id}`, "PATCH", { state: "closed" })),
    };
  const pull = pullOf(env);
  return {
    name: "comment",
    most: 65_000,
    find: find(`/issues/${pull}/comments?`),
    create: async (_, body) => void (await call(`/issues/${pull}/comments`, "POST", { body })),
    update: async ({ id }, body) => void (await call(`/issues/comments/${id}`, "PATCH", { body })),
  };
}

/** The number of the pull request, from what GitHub says of the event. */
function pullOf({ GITHUB_EVENT_PATH: file }: Env): number {
  const event = file ? (JSON.parse(readFileSync(file, "utf8")) as { pull_request?: { number: number } }) : {};
  if (!event.pull_request)
    throw new UserError(
      "this run is for no pull request, so there is nothing to comment on; write --issue for an issue",
    );
  return event.pull_request.number;
}

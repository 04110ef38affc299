import { UserError } from "../../environments/problem";
import { ask, askAll } from "./ask";
import type { Place } from "./place";

interface Text {
  readonly id: number;
  readonly iid?: number;
  readonly body?: string;
  readonly description?: string | null;
}

const CURE =
  "put a project access token with the role Reporter and the scope api into the variable GITLAB_TOKEN of the project, masked";

/** Notes of the merge request that a pipeline runs for, or issues of its project. */
export function onGitlab(env: NodeJS.ProcessEnv, isIssue: boolean): Place {
  const { CI_API_V4_URL: api, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: request, GITLAB_TOKEN: token } = env;
  if (!token) throw new UserError(`there is no GITLAB_TOKEN; ${CURE}`);
  const call = <T>(path: string, method?: string, body?: object) =>
    ask<T>(`${api}/projects/${project}${path}`, { "private-token": token }, CURE, method, body);
  const find = (path: string, text: (one: Text) => string | null | undefined) => async (marker: string) => {
    const all = await askAll((page) => call<Text[]>(`${path}per_page=100&page=${page}`));
    const found = all.find((one) => text(one)?.startsWith(marker));
    return found && { id: isIssue ? (found.iid ?? found.id) : found.id };
  };
  if (isIssue)
    return {
      name: "issue",
      most: 1_000_000,
      find: find("/issues?state=opened&", ({ description }) => description),
      create: async (title, description) => void (await call("/issues", "POST", { title, description })),
      update: async ({ id }, description) => void (await call(`/issues/${id}`, "PUT", { description })),
      close: async ({ id }) => void (await call(`/issues/${id}`, "PUT", { state_event: "close" })),
    };
  if (!request)
    throw new UserError(
      "this run is for no merge request, so there is nothing to comment on; write --issue for an issue",
    );
  const notes = `/merge_requests/${request}/notes`;
  return {
    name: "comment",
    most: 1_000_000,
    find: find(`${notes}?`, ({ body }) => body),
    create: async (_, body) => void (await call(notes, "POST", { body })),
    update: async ({ id }, body) => void (await call(`${notes}/${id}`, "PUT", { body })),
  };
}

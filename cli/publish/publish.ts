import { existsSync, readFileSync } from "node:fs";
import { UserError } from "../../environments/problem";
import { onGithub } from "./github";
import { onGitlab } from "./gitlab";
import { publish } from "./place";

/** Publishes a file where this pipeline runs, and says what it did. A file that is not there is an empty report. */
export async function publishFile(file: string, title: string, isIssue: boolean, env = process.env): Promise<void> {
  const place =
    env.GITHUB_ACTIONS === "true"
      ? onGithub(env, isIssue)
      : env.GITLAB_CI === "true"
        ? onGitlab(env, isIssue)
        : undefined;
  if (!place)
    throw new UserError(
      "this is no pipeline of GitHub or GitLab, so there is nowhere to publish; read the file instead",
    );
  console.log(await publish(place, title, existsSync(file) ? readFileSync(file, "utf8") : ""));
}

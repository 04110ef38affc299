import { spawnSync } from "node:child_process";
import type { Origin } from "../../reports/review";

/** Where the code is that was planned: what the pipeline says, else the checkout in the current folder. */
export function originOf(env: NodeJS.ProcessEnv = process.env, git = askGit): Origin {
  const commit = env.GITHUB_SHA || env.CI_COMMIT_SHA || git("rev-parse", "HEAD");
  const server =
    env.GITHUB_SERVER_URL && env.GITHUB_REPOSITORY
      ? `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`
      : (env.CI_PROJECT_URL ?? webAddress(git("remote", "get-url", "origin") ?? ""));
  return {
    ...(commit ? { commit } : {}),
    ...(commit && server ? { files: `${server}/${/gitlab/.test(server) ? "-/" : ""}blob/${commit}/` } : {}),
  };
}

/** `git@github.com:o/r.git` as `https://github.com/o/r`; nothing for a place that has no pages. */
export function webAddress(remote: string): string | undefined {
  const [, host, path] =
    /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|git@)([\w.-]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(remote) ??
    [];
  return host && path && host.includes(".") ? `https://${host}/${path}` : undefined;
}

function askGit(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return status === 0 ? stdout.trim() : undefined;
}

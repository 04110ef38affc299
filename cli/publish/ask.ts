import { UserError } from "../../environments/problem";

/** Asks an HTTP API of a code host for JSON; a refusal is a sentence that says what to allow. */
export async function ask<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  cure: string,
  method = "GET",
  body?: object,
): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, "content-type": "application/json", "user-agent": "aws-platform" },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    throw new UserError(`${method} ${new URL(url).pathname} had no answer (${error.message}); ${cure}`);
  });
  if (!answer.ok)
    throw new UserError(
      `${method} ${new URL(url).pathname} was answered ${answer.status} ${(await answer.text()).slice(0, 200)}; ${cure}`,
    );
  return (await answer.json()) as T;
}

/** Everything of a list that comes in pages of a hundred, up to fifty of them. */
export async function askAll<T>(page: (number: number) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let number = 1; number <= 50; number += 1) {
    const some = await page(number);
    all.push(...some);
    if (some.length < 100) break;
  }
  return all;
}

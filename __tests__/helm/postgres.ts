import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";

/**
 * Runs SQL in a PostgreSQL that lives as long as this program: `[user, sql]` pairs come as JSON on standard input, and what each
 * ended with goes to standard output: the rows of its last statement, or the refusal. A program of its own, because PGlite loads
 * itself in a way that Jest does not allow.
 */
async function answer(): Promise<void> {
  const database = new PGlite();
  const answers: unknown[] = [];
  for (const [user, sql] of JSON.parse(readFileSync(0, "utf8")) as [string, string][]) {
    await database.exec(`SET SESSION AUTHORIZATION ${user}`);
    answers.push(
      await database.exec(sql).then(
        (results) => results.at(-1)?.rows ?? [],
        (error: Error) => error.message,
      ),
    );
  }
  process.stdout.write(JSON.stringify(answers));
  await database.close();
}

void answer();

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../environments/problem";
import { runCommand } from "./command";
import { buildBook } from "./prices/build";
import { filesOf } from "./prices/write";

const USAGE = `usage: npm run prices -- <folder>

Makes the price book (reports/cost/prices/) from a folder of price figures: ec2.json, ec2-spot.json, rds-postgresql.json,
elasticache.json and services.json, each with the sources and dates of what it holds.`;

const BOOK = resolve(__dirname, "../../reports/cost/prices");

async function main(args: readonly string[]): Promise<void> {
  const [folder, ...more] = args;
  if (folder === undefined || more.length > 0 || folder.startsWith("-")) throw new UserError(USAGE);
  const read = (name: string) => readFigures(join(folder, `${name}.json`));
  const book = buildBook({
    ec2: read("ec2"),
    spot: read("ec2-spot"),
    rds: read("rds-postgresql"),
    cache: read("elasticache"),
    services: read("services"),
  });
  const files = filesOf(book);
  for (const [name, content] of files) writeFileSync(join(BOOK, name), content);
  console.log(`${files.size} files in reports/cost/prices, of ${Object.keys(book.regions).length} regions`);
}

function readFigures(file: string) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as Error).message}); name a folder of price figures`);
  }
}

void runCommand(main);

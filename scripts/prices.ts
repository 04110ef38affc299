import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../environments/problem";
import { buildBook } from "./prices/build";
import { filesOf } from "./prices/write";

const BOOK = resolve(__dirname, "../../reports/cost/prices");

/** Makes the price book from a folder of price figures, and says what it wrote. @throws UserError when a file cannot be read */
export function writePriceBook(folder: string): string {
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
  return `${files.size} files in reports/cost/prices, of ${Object.keys(book.regions).length} regions`;
}

function readFigures(file: string) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as Error).message}); name a folder of price figures`);
  }
}

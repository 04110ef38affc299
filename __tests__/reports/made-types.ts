import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The Terraform types of every resource that a module can make, also those that no environment of the tests has. */
export const madeTypes = (): string[] => {
  const files = readdirSync("modules", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const imports = files.flatMap((file) =>
    [...readFileSync(join("modules", file), "utf8").matchAll(/"(@cdktf\/provider-\w+\/lib\/(?!data-)[\w-]+)"/g)].map(
      ([, path = ""]) => path,
    ),
  );
  const exported = [...new Set(imports)].flatMap((path) => Object.values(require(path) as object));
  return [...new Set(exported.flatMap(({ tfResourceType }) => tfResourceType ?? []))].sort();
};

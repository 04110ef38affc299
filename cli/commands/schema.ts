import { command } from "../command";

export const schema = command({
  name: "schema",
  task: "write",
  summary: "write the JSON Schema that completes and explains environment files in editors",
  description: "Writes environment.schema.json beside the environment files.",
  examples: [["", "environments/environment.schema.json"]],
  run: async () => {
    const { writeFileSync } = await import("node:fs");
    const { jsonSchemaText } = await import("../../environments/json-schema.js");
    writeFileSync(`${process.env.ENVIRONMENTS_DIR || "environments"}/environment.schema.json`, jsonSchemaText());
  },
});

import { command } from "../command";
import { environmentsFolder } from "../places";

export const schema = command({
  name: "schema",
  task: "write",
  summary: "write the JSON Schema that completes and explains environment files in editors",
  description: "Writes environment.schema.json beside the environment files.",
  examples: [["", "environments/environment.schema.json"]],
  run: async () => {
    const { writeFileSync } = await import("node:fs");
    const { jsonSchemaText } = await import("../../environments/json-schema.js");
    writeFileSync(`${environmentsFolder()}/environment.schema.json`, jsonSchemaText());
  },
});

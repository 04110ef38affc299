import { writeFileSync } from "node:fs";
import { jsonSchemaText } from "../environments/json-schema";

/** Writes the editor's JSON Schema of environment files; a test says when it is out of date. */
writeFileSync("environments/environment.schema.json", jsonSchemaText());

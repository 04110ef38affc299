import * as z from "zod";
import { environmentSchema } from "./schema";

/** The JSON Schema that editors complete and explain environment files with: `environments/environment.schema.json`. */
export const jsonSchemaText = (): string =>
  `${JSON.stringify({ ...z.toJSONSchema(environmentSchema, { io: "input", reused: "inline" }), title: "Environment" }, null, 2)}\n`;

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import type { Json, Values } from "../../reports/synthesized";

/** Attribute of a model as the generator of Kubernetes' own client writes it down from the OpenAPI document. */
interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

/** Versions of Kubernetes whose client is installed: its models are generated from that version's OpenAPI document. */
export const VERSIONS = ["1.32", "1.36"] as const;
type Version = (typeof VERSIONS)[number];

const folderOf = (version: Version): string =>
  resolve(__dirname, `../../../node_modules/kubernetes-${version}/dist/gen/models`);

/** What is wrong with an object for a version of Kubernetes: fields that it does not know, lacks or has of another type. */
export function problemsOf(version: Version, object: Values): string[] {
  const model = modelOf(version, object);
  if (!model) return [`Kubernetes ${version} has no ${object.kind} of ${object.apiVersion}`];
  const validate = validatorOf(version, model);
  return validate(object) ? [] : (validate.errors ?? []).map(sentence);
}

const sentence = ({ instancePath, message, params }: ErrorObject): string =>
  "additionalProperty" in params
    ? `${instancePath || "/"} has no field ${params.additionalProperty}`
    : `${instancePath || "/"} ${message}`;

/** `apps/v1` and `Deployment` are the model `V1Deployment`; a few kinds of the same name carry their group. */
function modelOf(version: Version, { apiVersion, kind }: Values): string | undefined {
  const prefix = String(apiVersion)
    .split("/")
    .at(-1)
    ?.replace(/^./, (letter) => letter.toUpperCase());
  const model = `${prefix}${kind}`;
  return existsSync(join(folderOf(version), `${model}.js`)) ? model : undefined;
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(version: Version, model: string): ValidateFunction {
  const key = `${version} ${model}`;
  const known = validators.get(key);
  if (known) return known;
  const definitions: Record<string, object> = {};
  define(version, model, definitions);
  const validate = new Ajv({ allErrors: true, strict: false }).compile({ definitions, $ref: `#/definitions/${model}` });
  validators.set(key, validate);
  return validate;
}

/** JSON Schema of a model and of every model in it; a field that is not in the OpenAPI document is refused. */
function define(version: Version, model: string, definitions: Record<string, object>): void {
  if (model in definitions) return;
  const attributes = attributesOf(version, model);
  const required = requiredOf(version, model);
  const schema = { type: "object", additionalProperties: false, required, properties: {} as Record<string, object> };
  definitions[model] = schema;
  for (const { baseName, type, format } of attributes) {
    schema.properties[baseName] = schemaOf(type, format);
    for (const [inner] of type.matchAll(/\bV\d\w+|\b[A-Z]\w+V\d\w*\b/g))
      if (existsSync(join(folderOf(version), `${inner}.js`))) define(version, inner, definitions);
  }
}

const SIMPLE: Readonly<Record<string, object>> = {
  any: {},
  boolean: { type: "boolean" },
  Date: { type: "string" },
  number: { type: "number" },
  string: { type: "string" },
  IntOrString: { type: ["integer", "string"] },
};

function schemaOf(type: string, format: string): object {
  const list = /^Array<(.+)>$/.exec(type)?.[1];
  if (list) return { type: "array", items: schemaOf(list, format) };
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map) return { type: "object", additionalProperties: schemaOf(map, format) };
  if (type === "number" && /^int/.test(format)) return { type: "integer" };
  return SIMPLE[type] ?? { $ref: `#/definitions/${type}` };
}

/** The generator writes the attributes of a model as JSON. */
const attributesOf = (version: Version, model: string): Attribute[] => {
  const text = readFileSync(join(folderOf(version), `${model}.js`), "utf8");
  const found = /\.attributeTypeMap = (\[[\s\S]*?\n?\]);/.exec(text)?.[1];
  return found ? JSON.parse(found) : [];
};

/** Fields that are not optional in the model's declaration, by the names they have in JSON. */
const requiredOf = (version: Version, model: string): string[] => {
  const text = readFileSync(join(folderOf(version), `${model}.d.ts`), "utf8");
  const names = [...text.matchAll(/^ {4}'(\w+)': /gm)].map(([, name]) => name);
  return attributesOf(version, model)
    .filter((attribute) => names.includes((attribute as Attribute & { readonly name: string }).name))
    .map(({ baseName }) => baseName);
};

/** For tests that plant a fault: the same object with one value changed or, without a value, taken away. */
export function changed(object: Values, path: string, value?: Json): Values {
  const copy = structuredClone(object) as Record<string, Json>;
  const keys = path.split(".");
  const last = keys.pop() as string;
  const parent = keys.reduce((at, key) => at[key] as Record<string, Json>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

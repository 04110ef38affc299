import type { Environment } from "../../environments/schema";
import { PREVIEW_GUARD } from "../../reports/review";
import type { Json, Values } from "../../reports/synthesized";
import { DATA_SAMPLES } from "./data-samples";

/** What an apply of a previewed plan says, before it has made anything. */
export const REFUSAL = "This is a preview: its values are samples, and nothing of it is ever made.";

/** Outputs of other stacks by the stack's name. */
type Samples = Readonly<Record<string, Values>>;

/**
 * A synthesized stack as it is planned before anything exists: no backend, no credentials, samples for everything that it
 * would ask of other stacks and of AWS. A resource whose precondition is known at apply only, and fails, comes before all others.
 */
export function previewOf(stack: Values, samples: Samples, environment: Environment): Values {
  const { data = {}, terraform, provider, resource, ...rest } = stack;
  const { backend: _backend, cloud: _cloud, ...settings } = terraform as Values;
  const preview = {
    ...rest,
    terraform: settings,
    locals: { ...(rest.locals as Values), ...samplesFor(data as Values, samples, environment), preview_never: "" },
    provider: { ...(provider as Values), aws: offline((provider as Values).aws ?? []) },
    resource: { ...waiting(resource as Values), terraform_data: guard() },
  };
  return JSON.parse(JSON.stringify(preview), (_key, value) =>
    typeof value === "string"
      ? value.replaceAll(OUTPUT, "local.preview_$1_$2").replaceAll(DATA, "local.preview_$1_$2")
      : value,
  ) as Values;
}

/** Uses of an output of another stack, and of any other data source, in an expression. */
const OUTPUT = /\bdata\.terraform_remote_state\.(\w+)\.outputs\.(\w+)/g;
const DATA = /\bdata\.(\w+)\.(\w+)/g;

/** Local values: one for each output of each stack that is read, and one for each other data source. */
function samplesFor(data: Values, samples: Samples, environment: Environment): Values {
  const locals = Object.entries(data).flatMap(([type, byName]) =>
    Object.keys(byName as Values).flatMap((name): [string, Json][] =>
      type === "terraform_remote_state"
        ? Object.entries(samples[name] ?? {}).map(([output, sample]) => [`preview_${name}_${output}`, sample])
        : [[`preview_${type}_${name}`, DATA_SAMPLES[type]?.(environment) ?? {}]],
    ),
  );
  return Object.fromEntries(locals);
}

/** The AWS provider without an account: it neither looks for credentials nor asks whose they are. */
const offline = (aws: Json): Json =>
  (Array.isArray(aws) ? aws : [aws]).map((configuration: Values) => {
    const { allowed_account_ids: _accounts, ...others } = configuration;
    return {
      ...others,
      access_key: "preview",
      secret_key: "preview",
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_region_validation: true,
      skip_requesting_account_id: true,
    };
  });

/** The time is known at apply only, so the plan goes through and the apply does not. */
const guard = (): Values => ({
  preview_is_never_applied: {
    lifecycle: { precondition: [{ condition: "${timestamp() == local.preview_never}", error_message: REFUSAL }] },
  },
});

/** Every resource after the guard. */
const waiting = (resources: Values): Values =>
  Object.fromEntries(
    Object.entries(resources).map(([type, byName]) => [
      type,
      Object.fromEntries(
        Object.entries(byName as Values).map(([name, found]) => {
          const resource = found as Values;
          return [name, { ...resource, depends_on: [...((resource.depends_on as string[]) ?? []), PREVIEW_GUARD] }];
        }),
      ),
    ]),
  );

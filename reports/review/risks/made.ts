import { valueAt } from "../../synthesized";
import { aws, type Row } from "./row";

const made = (group: Row["group"], types: string, what: string, advice: string, when?: Row["when"]): Row => ({
  group,
  types: aws(types),
  on: ["create"],
  what,
  advice,
  ...(when ? { when } : {}),
});

const HIDDEN = "findings are hidden, and nobody is told of them";
const NARROW = "Make sure that it hides nothing but what was looked into.";

/** Types whose argument hides findings when it has this value. */
const HIDES: readonly (readonly [types: string, path: string, value: string | boolean])[] = [
  ["guardduty_filter macie2_findings_filter", "action", "ARCHIVE"],
  ["inspector2_filter", "action", "SUPPRESS"],
  ["guardduty_ipset", "activate", true],
  ["securityhub_automation_rule", "actions.finding_fields_update.workflow.status", "SUPPRESSED"],
];

/** What opens or hides something by being made; what is new by itself is judged by the audit. */
export const MADE: readonly Row[] = [
  ...HIDES.map(([types, path, value]) =>
    made("exposure", types, HIDDEN, NARROW, ({ after }) => valueAt(after, path) === value),
  ),
  made("exposure", "accessanalyzer_archive_rule", HIDDEN, NARROW),
  made("exposure", "ecrpublic_repository", "everybody may read its images", "Use a private repository."),
  {
    ...made(
      "not judged",
      "cloudformation_stack cloudformation_stack_set cloudformation_stack_set_instance cloudformation_stack_instances cloudcontrolapi_resource serverlessapplicationrepository_cloudformation_stack servicecatalog_provisioned_product",
      "what it makes is not in the plan",
      "Read its template: what it opens and who gets what.",
    ),
    on: ["create", "update"],
    isGated: true,
    when: ({ action, before, after }) =>
      action === "create" || TEMPLATE.some((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name])),
  },
  made(
    "not judged",
    "lambda_invocation redshiftdata_statement",
    "it runs once, and the plan does not show what it does",
    "Read what it is told to do.",
  ),
];

/** Arguments that say what is made. */
const TEMPLATE = [
  "template_body",
  "template_url",
  "parameters",
  "parameter_overrides",
  "desired_state",
  "capabilities",
];

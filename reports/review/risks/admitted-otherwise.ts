import { isEmpty } from "../../built/values";
import { isGroup, type Json, toList, type Values, valueAt } from "../../synthesized";
import { aws, type Row } from "./row";
import { update } from "./update-row";

const exposes = (types: string, path: string, what: string, advice: string, when?: Row["when"]): Row => ({
  ...update(aws(types), [path], what, advice, when),
  group: "exposure",
});

/** Whether a rule refuses by itself: its answer is that somebody must not, or must sign in. */
const refuses = (side: Values | null, path: string): boolean =>
  toList(valueAt(side, path)).some(
    (one: Json) => isGroup(one) && /^40[13]$/.test(String(valueAt(one, "fixed_response.status_code"))),
  );

/** What opens when one value takes the place of another, whichever of the two it was. */
export const ADMITTED_OTHERWISE: readonly Row[] = [
  exposes(
    "organizations_account",
    "parent_id",
    "the policies of another part of the organization decide about the account",
    "Compare the policies of both parts.",
  ),
  ...["saml_options.master_user_name", "saml_options.master_backend_role"].map((path) =>
    exposes(
      "opensearch_domain_saml_options elasticsearch_domain_saml_options",
      path,
      "others sign in as its administrators",
      "Read who is meant by the name or the role.",
    ),
  ),
  {
    group: "exposure",
    types: aws("ssm_service_setting"),
    on: ["create", "update"],
    what: "documents may be shared with everybody",
    advice: "Keep the setting, and share with accounts by name.",
    when: ({ before, after }) =>
      /public-sharing/.test(String(after?.setting_id)) &&
      after?.setting_value === "Enable" &&
      before?.setting_value !== "Enable",
  },
  exposes(
    "lb_listener_rule alb_listener_rule",
    "action",
    "requests that it refused are let in",
    "Keep the rule, or make sure that another one refuses the same.",
    ({ before, after }) => refuses(before, "action") && !refuses(after, "action"),
  ),
  exposes(
    "lb_listener alb_listener",
    "default_action",
    "requests that it refused are let in",
    "Keep the rule, or make sure that another one refuses the same.",
    ({ before, after }) => refuses(before, "default_action") && !refuses(after, "default_action"),
  ),
  {
    ...update(
      aws("dynamodb_table"),
      ["ttl.attribute_name"],
      "items expire by another attribute",
      "Make sure that the attribute says when, in seconds, of every item.",
      ({ before, after }) => !isEmpty(valueAt(before, "ttl.attribute_name")) && valueAt(after, "ttl.enabled") === true,
    ),
    group: "data loss",
  },
];

import { type Block, blocksIn, textsOf } from "../synthesized";
import { type Estate, policiesIn, type Resource } from "./estate";
import { meaningOf } from "./meaning";
import type { Statement } from "./policy";
import { reasonFor } from "./reasons";
import type { Found, Wildcard } from "./wildcard";

/** Every wildcard of every policy and role. Statements that deny give nobody too much. */
export const wildcardsOf = (estate: Estate): Wildcard[] =>
  estate.resources.flatMap((holder) => [
    ...policiesIn(holder.block).flatMap(({ policy }) =>
      (policy?.statements ?? []).filter(({ allows }) => allows).flatMap((it) => inStatement(it, holder, estate)),
    ),
    ...inRules(holder),
  ]);

/** One wildcard for each reason: those that differ by value or by action alone are listed together. */
function inStatement(statement: Statement, holder: Resource, estate: Estate): Wildcard[] {
  const parts = foundIn(statement, holder).flatMap((found) =>
    found.actions.length === 0 ? [found] : found.actions.map((action) => ({ ...found, actions: [action] })),
  );
  const explained = parts.map((part) => ({ ...part, reason: reasonFor(part, statement, holder, estate) }));
  const keyOf = (it: (typeof explained)[number]) => `${it.what} ${it.reason?.text}`;
  return [...new Set(explained.map(keyOf))].map((key) => {
    const same = explained.filter((it) => keyOf(it) === key);
    const [{ what, reason }] = same as [(typeof explained)[number]];
    const [values, actions] = [same.map(({ value }) => value), same.flatMap((it) => it.actions)].map((it) => [
      ...new Set(it),
    ]) as [string[], string[]];
    return {
      ...placeOf(holder),
      statement: statement.id,
      what,
      values,
      actions,
      ...(reason && { reason: { text: reason.text, source: reason.source } }),
    };
  });
}

const placeOf = ({ stack, block }: { stack: { name: string }; block: Block }) => ({
  stack: stack.name,
  address: block.address,
});

const WILD = /[*?]/;

function foundIn(statement: Statement, holder: Resource): Found[] {
  const { actions, notActions, resources, notResources, principals, notPrincipals } = statement;
  const all = notActions.length > 0 ? [`everything but ${notActions.join(", ")}`] : actions;
  const resource = (value: string): Found => ({ what: "resource", value, actions: all });
  const named = resources.map((it) => ({ written: it, meant: meaningOf(it, holder) }));
  return [
    ...(notActions.length > 0 ? all : actions.filter((action) => WILD.test(action))).map(
      (value): Found => ({ what: "action", value, actions: [] }),
    ),
    ...named
      .filter(({ written }) => WILD.test(written.replace(/\$\{[^}]*\}/g, "")))
      .map(({ meant }) => resource(meant)),
    ...(notResources.length > 0 ? [resource(`everything but ${notResources.join(", ")}`)] : []),
    ...[
      ...principals.filter(({ name }) => WILD.test(name)).map(({ name }) => name),
      ...notPrincipals.map(({ name }) => `everybody but ${name}`),
    ].map((value): Found => ({ what: "principal", value, actions: [] })),
  ];
}

/** Wildcards in roles of Kubernetes; nothing is known that would need one. */
const inRules = (holder: Resource): Wildcard[] =>
  /^kubernetes_(cluster_)?role(_v1)?$/.test(holder.block.type)
    ? blocksIn(holder.block.values, "rule").flatMap((rule, i) =>
        (["verbs", "resources", "api_groups"] as const)
          .filter((key) => textsOf(rule[key]).includes("*"))
          .map((key) => ({
            ...placeOf(holder),
            statement: `rule ${i + 1}`,
            what: key === "verbs" ? ("action" as const) : ("resource" as const),
            values: [`* in ${key}`],
            actions: [],
          })),
      )
    : [];

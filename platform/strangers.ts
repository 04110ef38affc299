/** The parts of a stack's JSON that references lead to. */
interface Blocks {
  readonly resource?: Readonly<Record<string, object>>;
  readonly data?: Readonly<Record<string, object>>;
}

const USE = /\b(data\.)?([a-z]+_\w+)\.(\w+)/g;

/**
 * Throws when an expression uses a resource or data source that the stack does not have: one of another stack, whose values
 * come through contracts only (`docs/decisions/0003-outputs-are-public.md`).
 */
export function refuseStrangers(json: Blocks, stackId: string): void {
  for (const expression of expressionsIn(JSON.stringify(json))) {
    for (const [use, data, type = "", name = ""] of expression.matchAll(USE)) {
      const known = (data ? json.data : json.resource)?.[type];
      if (!known || !(name in known))
        throw new Error(
          `${stackId} uses ${use}, which it does not have; publish it in contracts/ and read it from there`,
        );
    }
  }
}

/** What stands between `${` and the next `}`. A sign before it makes it text: `$${`. Takes time in proportion to the text. */
function* expressionsIn(text: string): Generator<string> {
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at)) {
    if (text[at - 1] === "$") {
      at += 2;
      continue;
    }
    const end = text.indexOf("}", at);
    if (end < 0) return;
    yield text.slice(at, end + 1);
    at = end;
  }
}

/**
 * Puts values into a template: `{{name}}` becomes the value of that name, and a value of several lines keeps the
 * indentation of its place. Throws when the template names a value that is not given, or a given one is not named.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(values));
  const filled = template.replace(
    /^( *)(.*\{\{.*)$/gm,
    (_, indent: string, line: string) =>
      `${indent}${line.replace(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`the template names {{${name}}}, which has no value`);
        unused.delete(name);
        return value.replaceAll("\n", `\n${indent}`);
      })}`,
  );
  if (unused.size > 0) throw new Error(`the template does not name ${[...unused].join(", ")}`);
  return filled;
}

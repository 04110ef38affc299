/** A JSON pointer (RFC 6901) to the value that the keys lead to. */
export const pointerTo = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${escaped(String(key))}`).join("");

/** Most keys have nothing to escape. */
const escaped = (key: string): string => (/[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key);

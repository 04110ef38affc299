/** The argument that a path like `vpc_config.subnet_ids` begins with. */
export const firstOf = (path: string): string => path.split(".")[0] ?? path;

/** The name that a path ends with. */
export const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** Whether a path without positions in lists is an argument, or inside of it; one that ends with `_` is the start of several names. */
export const isWithin = (path: string, argument: string): boolean =>
  path === argument || path.startsWith(`${argument}.`) || (argument.endsWith("_") && path.startsWith(argument));

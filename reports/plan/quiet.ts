import type { Action } from "./types";

/** Whether a plan leaves a resource as it is, or only reads it. */
export const isQuiet = ({ action }: { readonly action: Action }): boolean => action === "no-op" || action === "read";

import type { Environment, StackName } from "../environments/schema";

/** Tags of every AWS resource of a stack: literals only, because a tag that AWS answers makes every plan noisy. */
export const defaultTags = ({ name, tags }: Environment, stack: StackName): Record<string, string> => ({
  ...tags,
  Platform: name,
  Stack: stack,
  ManagedBy: "cdktf",
});

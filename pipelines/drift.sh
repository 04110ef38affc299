#!/usr/bin/env bash
# Plans everything of an environment as it is in the repository, and writes report/drift-<environment>.md: what was changed by
# hand, or waits to be deployed; empty when it is as described.
# Usage: pipelines/drift.sh <environment>
set -euo pipefail
environment=$1
code=0
pipelines/plan.sh "$environment" >/dev/null || code=$?
report="report/drift-$environment.md"
if [ "$code" = 0 ] || [ "$code" = 2 ]; then
  changed=$(node pipelines/changed.mjs report/review.json "plans/$environment"/*.json)
  if [ -z "$changed" ]; then : >"$report"; else { printf '# %s is not as described: %s\n\n' "$environment" "$changed" && cat report/card.md; } >"$report"; fi
else
  cp report/card.md "$report"
fi

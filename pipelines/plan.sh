#!/usr/bin/env bash
# Plans stacks of an environment and reviews the plans. Whatever the end is, report/card.md says it; beside it lie the card as a
# page and SARIF where there was a review, and plans/<environment>/ has what a deployment applies.
# Usage: pipelines/plan.sh <environment> [<stack>…]; all stacks when none is named. Exit code 2: the review refuses.
set -uo pipefail
environment=$1
shift
rm -rf report "plans/$environment"
mkdir report
{ npm run --silent plan -- --html report/card.html --json report/review.json --sarif report/review.sarif "$environment" "$@" >report/card.md; } 2>&1 |
  tee report/plan.log >&2
code=${PIPESTATUS[0]}
if [ "$code" != 0 ] && [ "$code" != 2 ]; then
  {
    printf '## %s was not planned\n\nNothing was reviewed, and nothing can be deployed. What was said last:\n\n```\n' "$environment"
    tail -n 40 report/plan.log
    printf '```\n'
  } >report/card.md
fi
cat report/card.md
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat report/card.md >>"$GITHUB_STEP_SUMMARY"; fi
exit "$code"

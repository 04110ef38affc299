#!/usr/bin/env bash
# One report of the drift of every environment that is named: report/drift.md, empty when all are as described. An environment
# that nobody could look at is said, and never counts as described.
# Usage: pipelines/drift-report.sh <environment>…
set -euo pipefail
mkdir -p report
: >report/drift.md
if [ $# = 0 ]; then echo "No environment is known: the job that lists them did not end well." >>report/drift.md; fi
for environment in "$@"; do
  if [ -e "report/drift-$environment.md" ]; then
    cat "report/drift-$environment.md" >>report/drift.md
  else
    printf '# %s was not looked at\n\nIts job wrote no report; this run says why.\n\n' "$environment" >>report/drift.md
  fi
done

#!/usr/bin/env bash
# Applies the very plans that were approved, in the order in which they were made, and plans again: nothing may be left to change.
# A change of the database or the cache that waits for its maintenance window (changes: window) is planned until then: the second
# plan names it, and fails for everything else.
# A cancelled run asks this script alone to stop, so pipelines run it with exec: Terraform hears of it too, once, and is waited
# for, and nothing after it is applied. What kills everything at once leaves what no state knows; `npm run recover` finds that.
# Usage: exec pipelines/deploy.sh <environment>
set -euo pipefail
environment=$1
npm run --silent build

asked=
trap 'asked=1; kill -INT "$apply" 2>/dev/null || true' INT TERM
while read -r stack; do
  node dist/cli/aws-platform.js apply "plans/$environment/$stack.plan" </dev/null &
  apply=$!
  until wait "$apply"; do
    code=$?
    kill -0 "$apply" 2>/dev/null || exit "$code"
  done
  [ -z "$asked" ] || exit 130
done <"plans/$environment/order"

echo "planning again: nothing may be left to change"
mapfile -t stacks <"plans/$environment/order"
node dist/cli/aws-platform.js plan "$environment" "${stacks[@]}" --unchanged </dev/null

#!/usr/bin/env bash
# Applies the very plans that were approved, in the order in which they were made, and plans again: nothing may be left to change.
# A change of the database or the cache that waits for its maintenance window (changes: window) is planned until then, and the
# second plan says so by failing; with changes: now it has happened by now.
# Usage: pipelines/deploy.sh <environment>
set -euo pipefail
environment=$1
export CHECKPOINT_DISABLE=1
while read -r stack; do
  npm run apply -- "plans/$environment/$stack.plan" </dev/null
done <"plans/$environment/order"
while read -r stack; do
  "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="cdktf.out/stacks/$environment-$stack" init -input=false </dev/null
  "${TERRAFORM_BINARY_NAME:-terraform}" -chdir="cdktf.out/stacks/$environment-$stack" plan -input=false -detailed-exitcode </dev/null
done <"plans/$environment/order"

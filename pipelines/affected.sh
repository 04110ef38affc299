#!/usr/bin/env bash
# Prints the stacks of one environment that a change since a revision reaches, in order, for pipelines that know no matrix.
# `auto` is what Jenkins built last without a fault, and none, so that everything counts, where there was nothing.
# Usage: pipelines/affected.sh <environment> <base|none|auto>
set -euo pipefail
base=$2
if [ "$base" = auto ]; then base=${GIT_PREVIOUS_SUCCESSFUL_COMMIT:-none}; fi
npm run --silent affected -- --as json "$base" HEAD |
  ENVIRONMENT=$1 node -e '
    const { affected } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    console.log(affected.filter(({ environment }) => environment === process.env.ENVIRONMENT).map(({ stack }) => stack).join(" "));'

#!/usr/bin/env bash
# Prints the stacks of one environment that a change since a revision reaches, in order, for pipelines that know no matrix.
# `auto` is what Jenkins deployed last of this environment ($DEPLOYED), and none, so that everything counts, where there was nothing.
# Usage: pipelines/affected.sh <environment> <base|none|auto>
set -euo pipefail
environment=$1
base=$2
folder=${ENVIRONMENTS_DIR:-environments}
if [ -z "$environment" ] || [ ! -e "$folder/$environment.yaml" ]; then
  echo "$folder has no environment \"$environment\"; ENVIRONMENT is one of: $(cd "$folder" && ls -- *.yaml | sed 's/\.yaml$//' | paste -sd ' ')" >&2
  exit 1
fi
if [ "$base" = auto ]; then base=${DEPLOYED:-none}; fi
npm run --silent affected -- --as json "$base" HEAD |
  ENVIRONMENT=$environment node -e '
    const { affected, gone } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const own = (id) => id.slice(0, id.lastIndexOf("-")) === process.env.ENVIRONMENT;
    for (const id of gone.filter(own)) console.error(`${id} is gone from the files, and nothing destroys it by itself: docs/day-2/remove-environment.md`);
    console.log(affected.filter(({ environment }) => environment === process.env.ENVIRONMENT).map(({ stack }) => stack).join(" "));'

#!/usr/bin/env bash
# What has to be looked up or upgraded soon, by today's date: report/pins.md, empty when nothing has.
set -euo pipefail
mkdir -p report
AUDIT_DATE=$(date -u +%F) npm run --silent start >report/audit.log
grep '^  warning: ' report/audit.log | sed 's/^  warning: /- /' >report/pins.md || true

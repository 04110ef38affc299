#!/bin/sh
# Makes the applications' user in the database, gives it the password of its secret, and logs in with it.
set -eu
work=${WORK:-/scratch} master=${MASTER:-/master} files=${FILES:-/files}
password=$(cat "$work/password")

export PGUSER PGPASSWORD
PGUSER=$(cat "$master/username")
PGPASSWORD=$(cat "$master/password")
sql() { psql --no-psqlrc --quiet --no-password --set ON_ERROR_STOP=1 "$@"; }

sql --set "app=$APP_USER" --file "$files/rights.sql" >/dev/null
# \password sends what the server keeps of a password (SCRAM), never the password itself, which would be in the server's log. It
# asks twice, on standard input where there is no terminal.
printf '%s\n%s\n' "$password" "$password" | sql --command "\\password $APP_USER" 2>/dev/null

PGUSER=$APP_USER
PGPASSWORD=$password
[ "$(sql --tuples-only --no-align --command 'SELECT current_user')" = "$APP_USER" ]
echo "$APP_USER logs in to $PGDATABASE"

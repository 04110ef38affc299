#!/bin/sh
# Puts a password into the secret of the applications' user when there is none, or when a new one is asked for, and leaves it in
# /scratch for the next container. It is made here, and is in no file of Terraform or Helm. Needs curl and nothing else.
set -eu
umask 077
work=${WORK:-/scratch}
api=${SECRETS_API:-https://secretsmanager.$REGION.amazonaws.com/}

if [ -z "${AWS_CONTAINER_CREDENTIALS_FULL_URI:-}" ]; then
  echo "this pod was admitted before its association was known; the next one may not be" >&2
  exit 1
fi

# A text of a JSON object that has it once.
field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }

credentials=$(curl --silent --show-error --fail --max-time 10 --retry 5 --retry-connrefused \
  --header "Authorization: $(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")" "$AWS_CONTAINER_CREDENTIALS_FULL_URI")
credentials=$(printf '%s' "$credentials" | tr -d '\n')
{
  echo "user = \"$(echo "$credentials" | field AccessKeyId):$(echo "$credentials" | field SecretAccessKey)\""
  echo "header = \"X-Amz-Security-Token: $(echo "$credentials" | field Token)\""
} >"$work/curl"

# Asks Secrets Manager: the body comes from standard input, the answer goes to /scratch/answer, its status to standard output.
ask() {
  curl --config "$work/curl" --aws-sigv4 "aws:amz:$REGION:secretsmanager" --silent --show-error --max-time 20 --retry 3 \
    --header "X-Amz-Target: secretsmanager.$1" --header "Content-Type: application/x-amz-json-1.1" --data-binary @- \
    --output "$work/answer" --write-out '%{http_code}' "$api"
}

status=$(printf '{"SecretId":"%s"}' "$SECRET" | ask GetSecretValue)
case "$status" in
  200) password=$(tr -d '\n\\' <"$work/answer" | field password) ;;
  *) # A secret without a value answers like one that is not there; any other refusal must not end in a new password.
    grep -q ResourceNotFoundException "$work/answer" || { cat "$work/answer" >&2; exit 1; }
    password= ;;
esac

if [ -z "$password" ] || [ "$ROTATE" = yes ]; then
  password=$(head -c 1024 /dev/urandom | tr -dc 'A-Za-z0-9' | head -c 40)
  [ "${#password}" -eq 40 ]
  token=$(head -c 1024 /dev/urandom | tr -dc 'a-z0-9' | head -c 40)
  status=$(printf '{"SecretId":"%s","ClientRequestToken":"%s","SecretString":"{\\"username\\":\\"%s\\",\\"password\\":\\"%s\\"}"}' \
    "$SECRET" "$token" "$APP_USER" "$password" | ask PutSecretValue)
  [ "$status" = 200 ] || { cat "$work/answer" >&2; exit 1; }
  echo "the secret has a new password"
else
  echo "the secret has a password already"
fi
rm "$work/curl" "$work/answer"
printf '%s' "$password" >"$work/password"

# Certificates of RDS, for verify-full.
curl --silent --show-error --fail --max-time 30 --retry 5 --output "$work/certificates.pem" \
  "${CERTIFICATES:-https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem}"

import { findSecret, hideSecrets } from "../../../reports/built/secrets";

const isSecret = (name: string, value: string): boolean => findSecret(value, "", name) !== undefined;

describe("the name of a value", () => {
  test.each([
    "PGPASSWORD",
    "MYSQL_PWD",
    "DB_PASS",
    "dbPassword",
    "db.password",
    "JWT_SECRET",
    "JWT_SIGNING_KEY",
    "APP_SECRET",
    "STRIPE_SECRET",
    "ENCRYPTION_KEY",
    "DB_CREDENTIALS",
    "GITHUB_PAT",
    "SSH_PASSPHRASE",
    "DJANGO_SECRET_KEY",
    "auth_token",
    "X-Origin-Verify",
    "password_wo",
    "secret_access_key",
  ])("gives a secret away: %s", (name) => {
    expect(isSecret(name, "hunter2-hunter2")).toBe(true);
  });

  test.each([
    ["passwordKey", "admin-password"],
    ["password_wo_version", "1"],
    ["existingSecret", "grafana-admin"],
    ["imagePullSecret", "registry"],
    ["secretName", "web-tls"],
    ["partition_key", "id"],
    ["public_key", "ssh-ed25519 AAAA"],
    ["http_tokens", "required"],
    ["encryption_key", "arn:aws:kms:us-east-1:111122223333:key/a"],
    ["DB_PASSWORD", "${var.password}"],
    ["DB_PASSWORD", "/shop/database/password"],
    ["grant_token", "(sensitive)"],
    ["token", "(known after apply)"],
  ])("is none of a secret, or the value is only the way to one: %s = %s", (name, value) => {
    expect(isSecret(name, value)).toBe(false);
  });
});

describe("a text in an expression", () => {
  test.each([
    '${jsonencode({ password = "kitten-whiskers" })}',
    '${merge(var.more, { "DB_PASSWORD" : "kitten-whiskers" })}',
    '${templatefile("a.sh", { ("db_password") = "kitten-whiskers" })}',
    '${jsonencode([{ name = "DB_PASSWORD", value = "kitten-whiskers" }])}',
    '${jsonencode([{ value = "kitten-whiskers"\n name = "DB_PASSWORD" }])}',
    '${var.password == "kitten-whiskers" ? 1 : 0}',
    '${"kitten-whiskers" != var.password ? 1 : 0}',
    '${zipmap(["user", "password"], ["somebody", "kitten-whiskers"])}',
  ])("is a secret by what it is called there: %s", (text) => {
    expect(isSecret("tags", text)).toBe(true);
    expect(hideSecrets({ tags: text })).toEqual({ tags: "(sensitive)" });
  });

  test.each([
    '${jsonencode({ password = "${random_password.main.result}" })}',
    '${jsonencode([{ name = "DB_PASSWORD", valueFrom = "arn:aws:ssm:eu-central-1:111122223333:parameter/a" }])}',
    '${var.secret == "grafana-admin" ? 1 : 0}',
    '${merge(var.tags, { partition_key = "customer" })}',
    '${lookup(var.settings, "password", null)}',
    '${zipmap(["user", "password"], [var.user, var.password])}',
  ])("is none: %s", (text) => {
    expect(isSecret("tags", text)).toBe(false);
  });

  test("that a request is authorized with is one", () => {
    expect(isSecret("Authorization", "Bearer kitten-whiskers")).toBe(true);
    expect(isSecret("Authorization", "Bearer ${var.token}")).toBe(false);
    expect(isSecret("authorization", "AWS_IAM")).toBe(false);
  });
});

describe("the shape of a value", () => {
  test.each([
    "https://hooks.slack.com/services/T0/B0/abc",
    "https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1",
    "postgres://app:hunter2@db.example.com/app",
    "redis://:hunter2@cache:6379",
    `sk_${"live"}_0123456789abcdef`,
    "Zk3mQ9xT7vB2nL5pR8wY1cD4",
  ])("gives a secret away, whatever it is called: %s", (value) => {
    expect(isSecret("x", value)).toBe(true);
  });

  test.each([
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "AmazonEC2ContainerRegistryReadOnly",
    "arn:aws:iam::111122223333:role/Zk3mQ9xT7vB2nL5pR8wY1cD4",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "https://example.com:8443/a@b",
    "i-0123456789abcdef0",
  ])("is that of no secret: %s", (value) => {
    expect(isSecret("x", value)).toBe(false);
  });

  test("of a hash is no secret", () => {
    expect(isSecret("source_code_hash", "Zk3mQ9xT7vB2nL5pR8wY1cD4Zk3mQ9xT7vB2nL5pR8w=")).toBe(false);
  });
});

describe("a text that is no JSON", () => {
  test.each([
    ["a pair in YAML", "env:\n- name: DB_PASSWORD\n  value: hunter2\n"],
    ["a pair the other way round", 'env:\n- value: "hunter2"\n  name: DB_PASSWORD\n'],
    ["a pair on one line", "[{name: DB_PASSWORD, value: 'hunter2'}]"],
    ["an option of a script", "mysql --user root --password hunter2 shop"],
    ["an option in a list", "args: ['--db-password', hunter2]"],
    ["an option in a list of lines", "args:\n- --db-password\n- hunter2\n"],
  ])("holds a secret in %s", (_what, text) => {
    expect(isSecret("values", text)).toBe(true);
  });

  test.each([
    ["what is read from elsewhere", "- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: shop, key: password}}\n"],
    ["a variable", "- name: DB_PASSWORD\n  value: $(FROM_ELSEWHERE)\n"],
    ["a path", "- name: DB_PASSWORD_FILE\n  value: /run/secrets/database\n"],
    ["an option that names a file", "app --password-file /run/secrets/database"],
    ["a file that the AWS CLI reads", 'aws secretsmanager put-secret-value --secret-string "file://$file"'],
    ["an option that takes its value from its input", "docker login --password-stdin registry.example.com"],
  ])("holds none in %s", (_what, text) => {
    expect(isSecret("values", text)).toBe(false);
  });
});

describe("hideSecrets", () => {
  test.each<[string, object, object]>([
    ["pairs of name and value", [{ name: "DB_PASS", value: "a" }], [{ name: "DB_PASS", value: "(sensitive)" }]],
    ["pairs as AWS writes them", [{ Key: "DB_PASS", Value: "a" }], [{ Key: "DB_PASS", Value: "(sensitive)" }]],
    ["arguments of a command", ["--password", "a", "-v", "b"], ["--password", "(sensitive)", "-v", "b"]],
    [
      "JSON in a text",
      { x: '[{"name":"API_TOKEN","value":"abc"}]' },
      { x: '[{"name":"API_TOKEN","value":"(sensitive)"}]' },
    ],
    ["all of a secret's text", { secret_string: '{"user":"a"}' }, { secret_string: "(sensitive)" }],
    ["YAML in a text", { values: "a: 1\nadminPassword: hunter2\n" }, { values: "(sensitive)" }],
    ["nothing else", { a: [1, { b: "c" }], level: "info" }, { a: [1, { b: "c" }], level: "info" }],
  ])("hides the secret in %s", (_name, value, hidden) => {
    expect(hideSecrets(value as never)).toEqual(hidden);
  });
});

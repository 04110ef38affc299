"""S3: the number of old versions that a lifecycle rule keeps, delete markers that can be deleted, the key that an object was
encrypted with, and of bucket policies what they refuse by encryption.

The rest of a bucket policy is left out: one that demands TLS would lock everybody out of an emulator that speaks plain HTTP on
the loopback interface.
"""

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.kms.models import kms_backends
from moto.s3.exceptions import S3AccessDeniedError
from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.s3.responses import S3Response


ENCRYPTION = "s3:x-amz-server-side-encryption"
"""How the condition keys begin that compare what a request asks for; the rest of each is the rest of a header's name."""


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def holds(operator: str, asked: str | None, values: Any) -> bool:
    """Whether a comparison holds for what a request asks for; a negated one does for what it does not ask for, as IAM has it."""
    if operator == "Null":
        return (asked is None) == ("true" in as_list(values))
    if operator in ("StringNotEquals", "StringNotEqualsIfExists"):
        return asked not in as_list(values)
    raise NotImplementedError(f"a bucket policy compares the encryption with {operator}")


def is_refused(statement: dict[str, Any], headers: Any) -> bool:
    """Whether a statement denies to put an object because of the encryption that the headers ask for."""
    compared = [
        (operator, key, values)
        for operator, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    ]
    concerns_puts = bool({"s3:PutObject", "s3:*"} & set(as_list(statement["Action"])))
    if statement["Effect"] != "Deny" or not concerns_puts or not compared:
        return False
    return all(
        key.startswith(ENCRYPTION) and holds(operator, headers.get(key.removeprefix("s3:")), values)
        for operator, key, values in compared
    )


def key_arn(response: S3Response, key: str) -> str:
    """The ARN of the key that an alias stands for, which is what S3 answers; a key that does not exist is refused."""
    name = key.split(":")[-1]
    backend = kms_backends[response.current_account][response.region]
    found = backend.get_key_id_from_alias(name) if name.startswith("alias/") else name.removeprefix("key/")
    if found not in backend.keys:
        raise S3AccessDeniedError
    return str(backend.keys[found].arn)


def install() -> None:
    set_lifecycle, serialized = FakeBucket.set_lifecycle, S3Response.serialized
    put = S3Response.put_object

    def put_encrypted(self: S3Response) -> Any:
        policy = self.backend.get_bucket(self.bucket_name).policy
        statements = json.loads(policy)["Statement"] if policy else []
        if any(is_refused(statement, self.headers) for statement in statements):
            raise S3AccessDeniedError
        status, headers, body = put(self)
        written = self.backend.get_object(self.bucket_name, self.parse_key_name())
        header = "x-amz-server-side-encryption-aws-kms-key-id"
        if written.encryption == "aws:kms" and written.kms_key_id:
            written.kms_key_id = headers[header] = key_arn(self, written.kms_key_id)
        else:
            written.kms_key_id = None
            headers.pop(header, None)
        return status, headers, body

    def remember(self: FakeBucket, rules: list[dict[str, Any]]) -> None:
        set_lifecycle(self, rules)
        for rule, given in zip(self.rules, rules):
            rule.newer_noncurrent_versions = (given.get("NoncurrentVersionExpiration") or {}).get("NewerNoncurrentVersions")

    def echo(self: S3Response, result: ActionResult) -> Any:
        if self.data.get("Action") == "GetBucketLifecycleConfiguration" and isinstance(result.result, dict):
            for answer, rule in zip(result.result["Rules"], self.backend.get_bucket_lifecycle(self.bucket_name)):
                if rule.newer_noncurrent_versions:
                    answer["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = rule.newer_noncurrent_versions
        return serialized(self, result)

    S3Response.put_object = put_encrypted
    FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL
    FakeBucket.set_lifecycle = remember
    S3Response.serialized = echo
    FakeDeleteMarker.dispose = lambda self: None

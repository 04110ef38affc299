"""S3: the number of old versions that a lifecycle rule keeps, delete markers that can be deleted, and no bucket policies.

A bucket policy that demands TLS would lock everybody out of an emulator that speaks plain HTTP on the loopback interface.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker
from moto.s3.responses import S3Response


def install() -> None:
    set_lifecycle, serialized = FakeBucket.set_lifecycle, S3Response.serialized

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

    FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL
    FakeBucket.set_lifecycle = remember
    S3Response.serialized = echo
    FakeDeleteMarker.dispose = lambda self: None

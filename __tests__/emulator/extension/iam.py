"""IAM: policies that AWS manages and that are newer than moto."""

import json

from moto.iam import models

NEWER = {"AmazonEBSCSIDriverPolicyV2": "/service-role/"}
"""Name and path; what they allow does not matter to an emulator that checks no permissions."""


def install() -> None:
    policies = json.loads(models.aws_managed_policies_data)
    for name, path in NEWER.items():
        policies.setdefault(name, {
            "Arn": f"arn:aws:iam::aws:policy{path}{name}",
            "Path": path,
            "DefaultVersionId": "v1",
            "CreateDate": "2026-04-01T00:00:00+00:00",
            "UpdateDate": "2026-04-01T00:00:00+00:00",
            "Document": {"Version": "2012-10-17", "Statement": []},
        })
    models.aws_managed_policies_data = json.dumps(policies)

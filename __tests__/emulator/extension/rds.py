"""RDS: a resource id for each instance, arguments that moto takes but does not answer with, who set a parameter, and a
password that is managed already keeps its secret."""

import hashlib
from typing import Any

from moto.rds.models import DBInstance, DBParameterGroup

ECHOED = (
    "database_insights_mode",
    "engine_lifecycle_support",
    "monitoring_interval",
    "monitoring_role_arn",
    "performance_insights_kms_key_id",
    "performance_insights_retention_period",
)
"""Arguments of CreateDBInstance that DescribeDBInstances answers under the same name."""


def install() -> None:
    create = DBInstance.__init__

    def remember(self: DBInstance, backend: Any, db_instance_identifier: str, **given: Any) -> None:
        create(self, backend, db_instance_identifier, **given)
        digest = hashlib.sha256(db_instance_identifier.encode()).hexdigest()[:26].upper()
        self.dbi_resource_id = f"db-{digest}"
        self.performance_insights_enabled = given.get("enable_performance_insights", False)
        for name in ECHOED:
            setattr(self, name, given.get(name))

    DBInstance.__init__ = remember

    change = DBInstance.update

    def keep_secret(self: DBInstance, manage_master_user_password: bool | None = None, **given: Any) -> None:
        is_so = manage_master_user_password and self.manage_master_user_password
        change(self, None if is_so else manage_master_user_password, **given)

    DBInstance.update = keep_secret

    update = DBParameterGroup.update_parameters

    def update_as_user(self: DBParameterGroup, new_parameters: Any) -> None:
        update(self, [{**parameter, "Source": "user"} for parameter in new_parameters])

    DBParameterGroup.update_parameters = update_as_user

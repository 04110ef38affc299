"""AWS Backup: tags of a vault, selections of a plan, and recovery points, which `outside.py` plants by a tag of the vault."""

import json
from typing import Any
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.models import BackupBackend
from moto.backup.responses import BackupResponse

selections: dict[str, dict[str, Any]] = {}
"""Selections by plan and id."""


def parts(response: BackupResponse) -> list[str]:
    return [unquote(part) for part in response.path.strip("/").split("/")]


def create_backup_selection(self: BackupResponse) -> str:
    plan = parts(self)[2]
    selection = json.loads(self.body)["BackupSelection"]
    name = f"{plan}-{selection['SelectionName']}"
    selections[f"{plan}/{name}"] = selection
    return json.dumps({"SelectionId": name, "BackupPlanId": plan, "CreationDate": 0})


def get_backup_selection(self: BackupResponse) -> str:
    plan, name = parts(self)[2], parts(self)[4]
    found = selections.get(f"{plan}/{name}")
    if found is None:
        raise ResourceNotFoundException(f"Backup selection {name} was not found.")
    return json.dumps({"BackupSelection": found, "SelectionId": name, "BackupPlanId": plan, "CreationDate": 0})


def list_backup_selections(self: BackupResponse) -> str:
    plan = parts(self)[2]
    own = {key.split("/", 1)[1]: selection for key, selection in selections.items() if key.startswith(f"{plan}/")}
    return json.dumps({
        "BackupSelectionsList": [
            {"SelectionId": name, "SelectionName": selection["SelectionName"], "BackupPlanId": plan, "CreationDate": 0} for name, selection in own.items()
        ]
    })


def delete_backup_selection(self: BackupResponse) -> str:
    selections.pop(f"{parts(self)[2]}/{parts(self)[4]}", None)
    return "{}"


def list_recovery_points(self: BackupResponse) -> str:
    vault = parts(self)[1]
    account, region = self.current_account, self.region
    planted = self.backup_backend.list_tags(resource_arn=f"arn:aws:backup:{region}:{account}:backup-vault:{vault}").get("planted")
    point = {
        "RecoveryPointArn": f"arn:aws:backup:{region}:{account}:recovery-point:{planted}",
        "ResourceType": "RDS",
        "ResourceArn": f"arn:aws:rds:{region}:{account}:db:{planted}",
        "BackupSizeInBytes": 20 * 2**30,
    }
    return json.dumps({"RecoveryPoints": [point] if planted else []})


def list_tags(self: BackupResponse) -> str:
    resource = unquote(self.path).split("/tags/", 1)[1].rstrip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=resource)})


def install() -> None:
    create_vault = BackupBackend.create_backup_vault

    def create_tagged_vault(self: BackupBackend, backup_vault_name: str, backup_vault_tags: dict[str, str] | None, **given: Any) -> Any:
        vault = create_vault(self, backup_vault_name=backup_vault_name, backup_vault_tags=backup_vault_tags, **given)
        self.tag_resource(vault.backup_vault_arn, backup_vault_tags or {})
        return vault

    BackupBackend.create_backup_vault = create_tagged_vault
    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$"] = BackupResponse.dispatch
    BackupResponse.list_recovery_points_by_backup_vault = list_recovery_points
    for action in (create_backup_selection, get_backup_selection, list_backup_selections, delete_backup_selection, list_tags):
        setattr(BackupResponse, action.__name__, action)

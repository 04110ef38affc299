"""EC2: tags of a launch template itself are not tags of what is launched from it; rules that name a group have descriptions."""

from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupRule


def install() -> None:
    create = LaunchTemplateBackend.create_launch_template

    def without_own_tags(self: LaunchTemplateBackend, name: str, description: str, template_data: dict[str, Any], tag_spec: Any) -> Any:
        given = template_data.get("TagSpecifications", [])
        template_data["TagSpecifications"] = [each for each in given if each["ResourceType"] != "launch-template"]
        return create(self, name, description, template_data, tag_spec)

    LaunchTemplateBackend.create_launch_template = without_own_tags
    SecurityGroupRule.description = property(described)


def described(rule: SecurityGroupRule) -> str | None:
    return rule.ip_range.get("Description") or rule.source_group.get("Description")

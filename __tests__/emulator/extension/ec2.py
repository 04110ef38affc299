"""EC2: tags of a launch template itself are not tags of what is launched from it; detailed monitoring can be switched;
a rule for a security group has a description, as one for a range has; an instance takes its network interface with it."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.monitoring import Monitoring


def install() -> None:
    create = LaunchTemplateBackend.create_launch_template
    terminate = Instance.terminate

    def without_own_tags(self: LaunchTemplateBackend, name: str, description: str, template_data: dict[str, Any], tag_spec: Any) -> Any:
        given = template_data.get("TagSpecifications", [])
        template_data["TagSpecifications"] = [each for each in given if each["ResourceType"] != "launch-template"]
        return create(self, name, description, template_data, tag_spec)

    def switch(self: Any, state: str) -> ActionResult:
        instances = [self.ec2_backend.get_instance(each) for each in self._get_param("InstanceIds", [])]
        for instance in instances:
            instance.monitoring_state = state
        return ActionResult({"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]})

    def description(self: SecurityGroupRule) -> str | None:
        return self.ip_range.get("Description") or (self.source_group or {}).get("Description")

    def with_interfaces(self: Instance) -> Any:
        for interface in self.nics.values():
            interface.delete_on_termination = True
        return terminate(self)

    Instance.terminate = with_interfaces
    SecurityGroupRule.description = property(description)
    LaunchTemplateBackend.create_launch_template = without_own_tags
    Monitoring.monitor_instances = lambda self: switch(self, "enabled")
    Monitoring.unmonitor_instances = lambda self: switch(self, "disabled")

"""EC2: tags of a launch template itself are not tags of what is launched from it, rules that name a group have
descriptions, detailed monitoring can be switched, and a NAT gateway takes its network interface along when it goes."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.launch_templates import LaunchTemplateBackend
from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.monitoring import Monitoring


def described(rule: SecurityGroupRule) -> str | None:
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


def switch(self: Any, state: str) -> ActionResult:
    instances = [self.ec2_backend.get_instance(each) for each in self._get_param("InstanceIds", [])]
    for instance in instances:
        instance.monitoring_state = state
    return ActionResult({"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]})


def delete_with_interface(delete: Callable[[NatGatewayBackend, str], NatGateway]) -> Callable[[NatGatewayBackend, str], NatGateway]:
    def both(self: NatGatewayBackend, nat_gateway_id: str) -> NatGateway:
        gateway = delete(self, nat_gateway_id)
        gateway.ec2_backend.delete_network_interface(gateway._eni.id)
        return gateway

    return both


def install() -> None:
    create = LaunchTemplateBackend.create_launch_template

    def without_own_tags(self: LaunchTemplateBackend, name: str, description: str, template_data: dict[str, Any], tag_spec: Any) -> Any:
        given = template_data.get("TagSpecifications", [])
        template_data["TagSpecifications"] = [each for each in given if each["ResourceType"] != "launch-template"]
        return create(self, name, description, template_data, tag_spec)

    LaunchTemplateBackend.create_launch_template = without_own_tags
    NatGatewayBackend.delete_nat_gateway = delete_with_interface(NatGatewayBackend.delete_nat_gateway)
    SecurityGroupRule.description = property(described)
    Monitoring.monitor_instances = lambda self: switch(self, "enabled")
    Monitoring.unmonitor_instances = lambda self: switch(self, "disabled")

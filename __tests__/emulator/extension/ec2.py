"""EC2: tags of a launch template itself are not tags of what is launched from it, and can change, rules that name a group have
descriptions, one for every protocol is changed without ports, detailed monitoring can be switched, and NAT gateways and instances take their network interfaces along."""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateBackend
from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.monitoring import Monitoring


def described(rule: SecurityGroupRule) -> str | None:
    return rule.ip_range.get("Description") or rule.source_group.get("Description")


def switch(response: Any, state: str) -> ActionResult:
    instances = [response.ec2_backend.get_instance(each) for each in response._get_param("InstanceIds", [])]
    for instance in instances:
        instance.monitoring_state = state
    return ActionResult({"InstanceMonitorings": [{"InstanceId": each.id, "Monitoring": {"State": state}} for each in instances]})


def install() -> None:
    create = LaunchTemplateBackend.create_launch_template
    delete = NatGatewayBackend.delete_nat_gateway
    terminate = Instance.terminate
    modify_rules = SecurityGroupBackend.modify_security_group_rules

    def without_own_tags(self: LaunchTemplateBackend, name: str, description: str, template_data: dict[str, Any], tag_spec: Any) -> Any:
        given = template_data.get("TagSpecifications", [])
        template_data["TagSpecifications"] = [each for each in given if each["ResourceType"] != "launch-template"]
        return create(self, name, description, template_data, tag_spec)

    def delete_with_interface(self: NatGatewayBackend, nat_gateway_id: str) -> NatGateway:
        gateway = delete(self, nat_gateway_id)
        gateway.ec2_backend.delete_network_interface(gateway._eni.id)
        return gateway

    def terminate_with_interfaces(self: Instance) -> Any:
        for interface in self.nics.values():
            interface.delete_on_termination = True
        return terminate(self)

    def modify_without_ports(self: SecurityGroupBackend, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
        for rule in rules.values():
            if rule.get("IpProtocol") == "-1":
                rule.setdefault("FromPort", -1)
                rule.setdefault("ToPort", -1)
        modify_rules(self, group_id, rules)

    LaunchTemplateBackend.create_launch_template = without_own_tags
    LaunchTemplate.tags = property(LaunchTemplate.get_tags, lambda self, tags: None)
    SecurityGroupBackend.modify_security_group_rules = modify_without_ports
    NatGatewayBackend.delete_nat_gateway = delete_with_interface
    Instance.terminate = terminate_with_interfaces
    SecurityGroupRule.description = property(described)
    Monitoring.monitor_instances = lambda self: switch(self, "enabled")
    Monitoring.unmonitor_instances = lambda self: switch(self, "disabled")

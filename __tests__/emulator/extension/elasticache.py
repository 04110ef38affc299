"""ElastiCache: replication groups with their member clusters, user and parameter groups, changes of users, and deletion of subnet groups.

moto's own replication group is replaced: it has no members, no user groups and cannot be changed.
"""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

Item = dict[str, Any]
groups: dict[str, Item] = {}
parameter_groups: dict[str, Item] = {}
user_groups: dict[str, Item] = {}


def failure(code: str, message: str) -> ElastiCacheException:
    error = ElastiCacheException(message)
    error.code = code
    return error


def find(items: dict[str, Item], name: str | None, code: str) -> list[Item]:
    """One item by its name, or all of them."""
    if name is None:
        return list(items.values())
    if name not in items:
        raise failure(code, f"{name} not found.")
    return [items[name]]


def arn(response: ElastiCacheResponse, kind: str, name: str) -> str:
    return f"arn:aws:elasticache:{response.region}:{response.current_account}:{kind}:{name}"


def keep_tags(response: ElastiCacheResponse, resource: str, tags: list[dict[str, str]] | None) -> None:
    if tags:
        response.elasticache_backend.tagging_service.tag_resource(resource, tags)


def create_replication_group(self: ElastiCacheResponse) -> ActionResult:
    given = copy.deepcopy(self._get_params())
    name, port = given["ReplicationGroupId"], int(given.get("Port", 6379))
    resource = arn(self, "replicationgroup", name)
    keep_tags(self, resource, given.get("Tags"))
    members = [f"{name}-{number:03}" for number in range(1, int(given.get("NumCacheClusters", 1)) + 1)]
    address = f"{name}.{self.region}.cache.amazonaws.com"
    groups[name] = {
        **given,
        "Description": given["ReplicationGroupDescription"],
        "ARN": resource,
        "Status": "available",
        "MemberClusters": members,
        "ClusterEnabled": False,
        "ClusterMode": "disabled",
        "AutomaticFailover": "enabled" if given.get("AutomaticFailoverEnabled") else "disabled",
        "MultiAZ": "enabled" if given.get("MultiAZEnabled") else "disabled",
        "AuthTokenEnabled": False,
        "NetworkType": "ipv4",
        "IpDiscovery": "ipv4",
        "UserGroupIds": given.get("UserGroupIds", []),
        "LogDeliveryConfigurations": log_deliveries(given),
        "NodeGroups": [{
            "NodeGroupId": "0001",
            "Status": "available",
            "PrimaryEndpoint": {"Address": f"master.{address}", "Port": port},
            "ReaderEndpoint": {"Address": f"replica.{address}", "Port": port},
            "NodeGroupMembers": [{"CacheClusterId": member, "CacheNodeId": "0001", "CurrentRole": "primary" if i == 0 else "replica"} for i, member in enumerate(members)],
        }],
    }
    return ActionResult({"ReplicationGroup": groups[name]})


def log_deliveries(given: Item) -> list[Item]:
    wanted = given.get("LogDeliveryConfigurations", [])
    return [{**each, "Status": "active"} for each in wanted if each.get("Enabled", True)]


def describe_replication_groups(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params().get("ReplicationGroupId")
    return ActionResult({"ReplicationGroups": find(groups, name, "ReplicationGroupNotFoundFault")})


def modify_replication_group(self: ElastiCacheResponse) -> ActionResult:
    given = copy.deepcopy(self._get_params())
    [group] = find(groups, given["ReplicationGroupId"], "ReplicationGroupNotFoundFault")
    group.update({key: value for key, value in given.items() if key not in ("LogDeliveryConfigurations", "ApplyImmediately")})
    return ActionResult({"ReplicationGroup": group})


def delete_replication_group(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params()["ReplicationGroupId"]
    [group] = find(groups, name, "ReplicationGroupNotFoundFault")
    del groups[name]
    return ActionResult({"ReplicationGroup": {**group, "Status": "deleting"}})


def member_clusters(response: ElastiCacheResponse) -> dict[str, Item]:
    """The cache clusters that replication groups consist of."""
    return {
        member: {
            "CacheClusterId": member,
            "CacheClusterStatus": "available",
            "ARN": arn(response, "cluster", member),
            "NumCacheNodes": 1,
            "CacheNodes": [{"CacheNodeId": "0001", "CacheNodeStatus": "available"}],
            "CacheParameterGroup": {"CacheParameterGroupName": parameter_group(group), "ParameterApplyStatus": "in-sync"},
            "SecurityGroups": [{"SecurityGroupId": group_id, "Status": "active"} for group_id in group.get("SecurityGroupIds", [])],
            **{key: group.get(key) for key in FROM_GROUP},
            "EngineVersion": f"{group['EngineVersion']}.0" if group["EngineVersion"].count(".") == 1 else group["EngineVersion"],
        }
        for group in groups.values()
        for member in group["MemberClusters"]
    }


FROM_GROUP = (
    "AtRestEncryptionEnabled",
    "AutoMinorVersionUpgrade",
    "CacheNodeType",
    "CacheSubnetGroupName",
    "Engine",
    "PreferredMaintenanceWindow",
    "ReplicationGroupId",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
)
"""What a member says of its replication group."""


def parameter_group(group: Item) -> str:
    return group.get("CacheParameterGroupName") or f"default.{group['Engine']}{group['EngineVersion'].split('.')[0]}"


def describe_cache_clusters(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params().get("CacheClusterId")
    return ActionResult({"CacheClusters": find(member_clusters(self), name, "CacheClusterNotFound")})


def modify_user(self: ElastiCacheResponse) -> ActionResult:
    given = self._get_params()
    [user] = self.elasticache_backend.describe_users(user_id=given["UserId"])
    user.access_string = given.get("AccessString", user.access_string)
    if given.get("NoPasswordRequired") is not None:
        user.no_password_required = self._get_bool_param("NoPasswordRequired")
    return ActionResult(user)


def create_user_group(self: ElastiCacheResponse) -> ActionResult:
    given = copy.deepcopy(self._get_params())
    name = given["UserGroupId"]
    resource = arn(self, "usergroup", name)
    keep_tags(self, resource, given.get("Tags"))
    user_groups[name] = {**given, "ARN": resource, "Status": "active", "ReplicationGroups": []}
    return ActionResult(user_groups[name])


def describe_user_groups(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params().get("UserGroupId")
    return ActionResult({"UserGroups": find(user_groups, name, "UserGroupNotFound")})


def delete_user_group(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params()["UserGroupId"]
    [group] = find(user_groups, name, "UserGroupNotFound")
    del user_groups[name]
    return ActionResult({**group, "Status": "deleting"})


def create_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    given = copy.deepcopy(self._get_params())
    name = given["CacheParameterGroupName"]
    resource = arn(self, "parametergroup", name)
    keep_tags(self, resource, given.get("Tags"))
    parameter_groups[name] = {**given, "ARN": resource, "IsGlobal": False, "Parameters": {}}
    return ActionResult({"CacheParameterGroup": parameter_groups[name]})


def modify_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    given = self._get_params()
    [group] = find(parameter_groups, given["CacheParameterGroupName"], "CacheParameterGroupNotFound")
    for parameter in given["ParameterNameValues"]:
        group["Parameters"][parameter["ParameterName"]] = parameter["ParameterValue"]
    return ActionResult({"CacheParameterGroupName": given["CacheParameterGroupName"]})


def describe_cache_parameter_groups(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params().get("CacheParameterGroupName")
    return ActionResult({"CacheParameterGroups": find(parameter_groups, name, "CacheParameterGroupNotFound")})


def describe_cache_parameters(self: ElastiCacheResponse) -> ActionResult:
    [group] = find(parameter_groups, self._get_params()["CacheParameterGroupName"], "CacheParameterGroupNotFound")
    return ActionResult({"Parameters": [{"ParameterName": name, "ParameterValue": value, "Source": "user"} for name, value in group["Parameters"].items()]})


def delete_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_params()["CacheParameterGroupName"]
    find(parameter_groups, name, "CacheParameterGroupNotFound")
    del parameter_groups[name]
    return ActionResult({})


def delete_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
    self.elasticache_backend.cache_subnet_groups.pop(self._get_params()["CacheSubnetGroupName"], None)
    return ActionResult({})


ACTIONS = (
    create_replication_group,
    describe_replication_groups,
    modify_replication_group,
    delete_replication_group,
    describe_cache_clusters,
    modify_user,
    create_user_group,
    describe_user_groups,
    delete_user_group,
    create_cache_parameter_group,
    modify_cache_parameter_group,
    describe_cache_parameter_groups,
    describe_cache_parameters,
    delete_cache_parameter_group,
    delete_cache_subnet_group,
)


def install() -> None:
    for action in ACTIONS:
        setattr(ElastiCacheResponse, action.__name__, action)
    # moto's own refuses the ARN of a user group.
    ElastiCacheBackend.list_tags_for_resource = lambda self, arn: self.tagging_service.list_tags_for_resource(arn)

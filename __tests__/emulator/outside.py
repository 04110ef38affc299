"""Looks at the emulated account, and changes it, with plain AWS calls: what a person with a console would see and do.

Usage: outside.py <environment> inventory | lock <key> | unlock <key> | misencrypt <key> | refusals | drift | balance | unbalance |
       occupy | vacate | leave | clear | lose [with-versions] | double | zone <domain>
"""

import base64
import json
import sys
from typing import Any

import boto3
from botocore.exceptions import ClientError

Found = list[dict[str, Any]]


def pages(service: str, operation: str, key: str, **arguments: Any) -> Found:
    """Every item of a list operation."""
    client = boto3.client(service)
    if client.can_paginate(operation):
        results = client.get_paginator(operation).paginate(**arguments)
    else:
        results = [getattr(client, operation)(**arguments)]
    return [item for result in results for item in result[key]]


def cluster_parts(name: str) -> dict[str, Any]:
    """A cluster with its node groups, add-ons and access entries."""
    eks = boto3.client("eks")
    groups = eks.list_nodegroups(clusterName=name)["nodegroups"]
    entries = eks.list_access_entries(clusterName=name)["accessEntries"]
    return {
        **eks.describe_cluster(name=name)["cluster"],
        "nodeGroups": [eks.describe_nodegroup(clusterName=name, nodegroupName=group)["nodegroup"] for group in groups],
        "addOns": eks.list_addons(clusterName=name)["addons"],
        "accessEntries": entries,
        "podIdentities": [
            f"{association['namespace']}/{association['serviceAccount']}"
            for association in eks.list_pod_identity_associations(clusterName=name)["associations"]
        ],
    }


def topic_parts(arn: str) -> dict[str, Any]:
    """A topic with the addresses it sends to."""
    sns = boto3.client("sns")
    subscriptions = sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    return {
        **sns.get_topic_attributes(TopicArn=arn)["Attributes"],
        "endpoints": [subscription["Endpoint"] for subscription in subscriptions],
    }


def instances() -> Found:
    """Instances that run, with their user data."""
    ec2 = boto3.client("ec2")
    found = [instance for reservation in pages("ec2", "describe_instances", "Reservations") for instance in reservation["Instances"]]
    running = [instance for instance in found if instance["State"]["Name"] != "terminated"]
    for instance in running:
        answer = ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")
        instance["userData"] = base64.b64decode(answer["UserData"].get("Value", "")).decode()
    return running


def keys() -> Found:
    """Keys of the customer that are not being deleted."""
    kms = boto3.client("kms")
    found = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in pages("kms", "list_keys", "Keys")]
    return [key for key in found if key["KeyManager"] == "CUSTOMER" and key["KeyState"] == "Enabled"]


def states() -> Found:
    """Every object of every bucket, with the key that it was encrypted with."""
    s3 = boto3.client("s3")
    places = [(bucket["Name"], item["Key"]) for bucket in s3.list_buckets()["Buckets"] for item in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", [])]
    return [{"Key": key, "SSEKMSKeyId": s3.head_object(Bucket=bucket, Key=key).get("SSEKMSKeyId")} for bucket, key in places]


def inventory() -> dict[str, Any]:
    """Everything of an account that this platform may make, without what belongs to the default VPC."""
    vpcs = pages("ec2", "describe_vpcs", "Vpcs")
    default = {vpc["VpcId"] for vpc in vpcs if vpc.get("IsDefault")}

    def own(items: Found) -> Found:
        return [item for item in items if item.get("VpcId") not in default]

    return {
        "vpcs": own(vpcs),
        "subnets": own(pages("ec2", "describe_subnets", "Subnets")),
        "routeTables": own(pages("ec2", "describe_route_tables", "RouteTables")),
        "natGateways": [gateway for gateway in pages("ec2", "describe_nat_gateways", "NatGateways") if gateway["State"] != "deleted"],
        "internetGateways": [
            gateway
            for gateway in pages("ec2", "describe_internet_gateways", "InternetGateways")
            if not any(attachment["VpcId"] in default for attachment in gateway["Attachments"])
        ],
        "securityGroups": own(pages("ec2", "describe_security_groups", "SecurityGroups")),
        "endpoints": [endpoint for endpoint in pages("ec2", "describe_vpc_endpoints", "VpcEndpoints") if endpoint["State"] != "deleted"],
        "flowLogs": pages("ec2", "describe_flow_logs", "FlowLogs"),
        "addresses": pages("ec2", "describe_addresses", "Addresses"),
        "networkInterfaces": own(pages("ec2", "describe_network_interfaces", "NetworkInterfaces")),
        "launchTemplates": pages("ec2", "describe_launch_templates", "LaunchTemplates"),
        "logGroups": pages("logs", "describe_log_groups", "logGroups"),
        "keys": keys(),
        "instanceProfiles": [profile["InstanceProfileName"] for profile in pages("iam", "list_instance_profiles", "InstanceProfiles")],
        "cacheUsers": [user["UserId"] for user in pages("elasticache", "describe_users", "Users") if user["UserId"] != "default"],
        "keyAliases": [alias for alias in pages("kms", "list_aliases", "Aliases") if not alias["AliasName"].startswith("alias/aws/")],
        "roles": [role["RoleName"] for role in pages("iam", "list_roles", "Roles") if "/aws-service-role/" not in role["Path"]],
        "policies": [policy["PolicyName"] for policy in pages("iam", "list_policies", "Policies", Scope="Local")],
        "buckets": boto3.client("s3").list_buckets()["Buckets"],
        "states": states(),
        "clusters": [cluster_parts(name) for name in boto3.client("eks").list_clusters()["clusters"]],
        "databases": pages("rds", "describe_db_instances", "DBInstances"),
        "caches": pages("elasticache", "describe_replication_groups", "ReplicationGroups"),
        "repositories": pages("ecr", "describe_repositories", "repositories"),
        "instances": instances(),
        "volumes": pages("ec2", "describe_volumes", "Volumes"),
        "secrets": pages("secretsmanager", "list_secrets", "SecretList"),
        "backupVaults": boto3.client("backup").list_backup_vaults()["BackupVaultList"],
        "backupPlans": boto3.client("backup").list_backup_plans()["BackupPlansList"],
        "alarms": pages("cloudwatch", "describe_alarms", "MetricAlarms"),
        "dashboards": pages("cloudwatch", "list_dashboards", "DashboardEntries"),
        "topics": [topic_parts(topic["TopicArn"]) for topic in pages("sns", "list_topics", "Topics")],
        "budgets": boto3.client("budgets").describe_budgets(AccountId=boto3.client("sts").get_caller_identity()["Account"])["Budgets"],
        "loadBalancers": pages("elbv2", "describe_load_balancers", "LoadBalancers"),
    }


def state_bucket() -> str:
    """The only bucket of the account."""
    return boto3.client("s3").list_buckets()["Buckets"][0]["Name"]


def lock(key: str) -> None:
    """Leaves the lock file that another deployer's Terraform would hold."""
    info = {
        "ID": "11111111-2222-3333-4444-555555555555",
        "Operation": "OperationTypeApply",
        "Who": "somebody@elsewhere",
        "Version": "1.14.0",
        "Created": "2026-01-01T00:00:00.000000000Z",
    }
    boto3.client("s3").put_object(Bucket=state_bucket(), Key=key, Body=json.dumps(info).encode())


def unlock(key: str) -> None:
    boto3.client("s3").delete_object(Bucket=state_bucket(), Key=key)


def misencrypt(key: str) -> None:
    """Tries to write a state as Terraform does that is not told its key, and with another key: both must be refused."""
    s3, kms = boto3.client("s3"), boto3.client("kms")
    other = kms.create_key()["KeyMetadata"]
    asked: Found = [{"ServerSideEncryption": "AES256"}, {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": other["Arn"]}]
    for encryption in asked:
        try:
            s3.put_object(Bucket=state_bucket(), Key=key, Body=b"{}", **encryption)
        except s3.exceptions.ClientError as error:
            if error.response["Error"]["Code"] == "AccessDenied":
                continue
        sys.exit(f"a state was written although it was encrypted otherwise: {encryption}")
    kms.schedule_key_deletion(KeyId=other["KeyId"], PendingWindowInDays=30)


def refusals() -> None:
    """Asks for what AWS refuses and an emulator would easily let pass: every one must be refused, with AWS's own code."""
    iam, eks = boto3.client("iam"), boto3.client("eks")
    role = pages("iam", "list_roles", "Roles")[0]
    [cluster] = pages("eks", "list_clusters", "clusters")
    described = eks.describe_cluster(name=cluster)["cluster"]
    network, current = described["resourcesVpcConfig"], int(described["version"].split(".")[1])
    nodes = {"clusterName": cluster, "nodegroupName": eks.list_nodegroups(clusterName=cluster)["nodegroups"][0]}
    subnets = boto3.client("ec2").describe_subnets(SubnetIds=network["subnetIds"])["Subnets"]
    one_zone = [subnet["SubnetId"] for subnet in subnets if subnet["AvailabilityZone"] == subnets[0]["AvailabilityZone"]]
    asked: list[tuple[str, Any, dict[str, Any], str]] = [
        ("a second role of one name", iam.create_role, {"RoleName": role["RoleName"], "AssumeRolePolicyDocument": json.dumps(role["AssumeRolePolicyDocument"])}, "EntityAlreadyExists"),
        ("a control plane in other zones than it was made in", eks.update_cluster_config, {"name": cluster, "resourcesVpcConfig": {"subnetIds": one_zone}}, "InvalidParameterException"),
        ("a cluster in one zone", eks.create_cluster, {"name": "one-zone", "roleArn": role["Arn"], "resourcesVpcConfig": {"subnetIds": one_zone}}, "InvalidParameterException"),
        ("a version of Kubernetes that has ended", eks.create_cluster, {"name": "old", "version": "1.28", "roleArn": role["Arn"], "resourcesVpcConfig": {"subnetIds": network["subnetIds"]}}, "InvalidParameterException"),
        ("nodes in a subnet that does not exist", eks.create_nodegroup, {"clusterName": cluster, "nodegroupName": "nowhere", "subnets": ["subnet-0123456789abcdef0"], "nodeRole": role["Arn"], "scalingConfig": {"minSize": 1, "desiredSize": 1, "maxSize": 1}}, "InvalidParameterException"),
        ("a control plane that skips a version", eks.update_cluster_version, {"name": cluster, "version": f"1.{current + 2}"}, "InvalidParameterException"),
        ("a control plane that goes back", eks.update_cluster_version, {"name": cluster, "version": f"1.{current - 1}"}, "InvalidParameterException"),
        ("nodes ahead of their control plane", eks.update_nodegroup_version, {**nodes, "version": f"1.{current + 1}"}, "InvalidParameterException"),
        ("nodes that go back to an earlier image", eks.update_nodegroup_version, {**nodes, "releaseVersion": f"1.{current}.0-20200101"}, "InvalidParameterException"),
    ]
    for what, ask, arguments, code in asked:
        try:
            ask(**arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] == code:
                continue
            sys.exit(f"{what} is refused with {error.response['Error']['Code']}, and not with {code}")
        sys.exit(f"{what} is let pass, which AWS refuses")


def drift(environment: str) -> None:
    """Renames the VPC by hand, and opens SSH of the nodes to everybody."""
    ec2 = boto3.client("ec2")
    found = inventory()
    vpc = next(vpc for vpc in found["vpcs"])
    ec2.create_tags(Resources=[vpc["VpcId"]], Tags=[{"Key": "Name", "Value": f"{environment}-by-hand"}])
    nodes = next(group for group in found["securityGroups"] if group["GroupName"].endswith("-nodes"))
    ec2.authorize_security_group_ingress(GroupId=nodes["GroupId"], IpProtocol="tcp", FromPort=22, ToPort=22, CidrIp="0.0.0.0/0")


def balance(name: str = "emulated") -> None:
    """Makes the load balancer that the controller would make of the ingresses."""
    if any(balancer["LoadBalancerName"] == name for balancer in inventory()["loadBalancers"]):
        return
    subnets = [subnet["SubnetId"] for subnet in inventory()["subnets"]]
    boto3.client("elbv2").create_load_balancer(Name=name, Subnets=subnets[:2], Type="application")


def unbalance(name: str = "") -> None:
    """Takes it down again, as the controller does before it is removed itself; without a name all of them."""
    for balancer in inventory()["loadBalancers"]:
        if name in ("", balancer["LoadBalancerName"]):
            boto3.client("elbv2").delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])


def occupy(environment: str) -> None:
    """Takes a name that the environment wants."""
    boto3.client("logs").create_log_group(logGroupName=f"/aws/vpc/{environment}/flow-logs")


def vacate(environment: str) -> None:
    boto3.client("logs").delete_log_group(logGroupName=f"/aws/vpc/{environment}/flow-logs")


def leave(environment: str, cluster: str = "") -> None:
    """Leaves what a destroy on AWS may leave, and prints the ids: a group that EKS makes again, a volume under a key that dies, a load balancer, a repository."""
    tags = [{"Key": "Platform", "Value": environment}]
    ec2 = boto3.client("ec2")
    kms = boto3.client("kms")
    groups = [f"/aws/eks/{cluster}/cluster"] if cluster else []
    for group in groups:
        boto3.client("logs").create_log_group(logGroupName=group)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    volume = ec2.create_volume(
        AvailabilityZone=f"{ec2.meta.region_name}a", Size=10, Encrypted=True, KmsKeyId=key, TagSpecifications=[{"ResourceType": "volume", "Tags": tags}]
    )["VolumeId"]
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=30)
    snapshot = ec2.create_snapshot(VolumeId=volume, TagSpecifications=[{"ResourceType": "snapshot", "Tags": tags}])["SnapshotId"]
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": tags}])["AllocationId"]
    role = f"{environment}-flow-logs"
    boto3.client("iam").create_role(RoleName=role, AssumeRolePolicyDocument="{}")
    print(json.dumps([*groups, volume, snapshot, address, role]))


def clear(environment: str, cluster: str = "") -> None:
    """Removes what `leave` left."""
    ec2 = boto3.client("ec2")
    own = [{"Name": "tag:Platform", "Values": [environment]}]
    if cluster:
        boto3.client("logs").delete_log_group(logGroupName=f"/aws/eks/{cluster}/cluster")
    for snapshot in ec2.describe_snapshots(Filters=own)["Snapshots"]:
        ec2.delete_snapshot(SnapshotId=snapshot["SnapshotId"])
    for volume in ec2.describe_volumes(Filters=own)["Volumes"]:
        ec2.delete_volume(VolumeId=volume["VolumeId"])
    for address in ec2.describe_addresses(Filters=own)["Addresses"]:
        ec2.release_address(AllocationId=address["AllocationId"])
    boto3.client("iam").delete_role(RoleName=f"{environment}-flow-logs")


def zone(domain: str) -> None:
    """Makes the hosted zone that somebody's domain would have, and prints its id."""
    made = boto3.client("route53").create_hosted_zone(Name=domain, CallerReference=domain)
    print(made["HostedZone"]["Id"].rsplit("/", 1)[-1])


def lose(versions: str = "") -> None:
    """Deletes every state, which leaves a delete marker; or every version of it too."""
    bucket = boto3.resource("s3").Bucket(state_bucket())
    (bucket.object_versions if versions else bucket.objects).delete()


def age(key: str) -> None:
    """Takes every other resource out of a state, as if it had been written while they were not made yet."""
    state = boto3.resource("s3").Object(state_bucket(), key)
    written = json.loads(state.get()["Body"].read())
    written["resources"] = [one for i, one in enumerate(written["resources"]) if one["mode"] == "data" or i % 2]
    state.put(Body=json.dumps(written).encode())


ABOUT_ENVIRONMENT = {"drift": drift, "occupy": occupy, "vacate": vacate, "leave": leave, "clear": clear}
ANYWHERE = {"lock": lock, "misencrypt": misencrypt, "refusals": refusals, "unlock": unlock, "balance": balance, "unbalance": unbalance, "lose": lose, "age": age, "zone": zone}


def main() -> None:
    environment, action, *rest = sys.argv[1:]
    if action == "inventory":
        print(json.dumps(inventory(), default=str))
    elif action in ABOUT_ENVIRONMENT:
        ABOUT_ENVIRONMENT[action](environment, *rest)
    else:
        ANYWHERE[action](*rest)


if __name__ == "__main__":
    main()

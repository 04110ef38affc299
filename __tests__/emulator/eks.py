"""A stateful stand-in for the EKS API: it keeps what it is asked, adds what AWS would add, and refuses what AWS refuses.

One WSGI application for all accounts of a process. Everything is ready at once: nothing is ever CREATING.
"""

import base64
import hashlib
import os
from typing import Any, Callable

from moto.ec2.models import ec2_backends
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response
import json

from extension import offers

Item = dict[str, Any]
Store = dict[str, dict[str, Item]]

ACCOUNT = os.environ.get("MOTO_ACCOUNT_ID", "123456789012")
CREATED = 1_767_225_600
"""A fixed time, so that two runs answer alike."""
ENDPOINT = os.environ.get("EKS_ENDPOINT")
AUTHORITY = os.environ.get("EKS_AUTHORITY")
"""A real API server that plays every cluster, and its certificate in Base64; none: clusters answer nobody."""
ENDED_VERSIONS = ("1.28", "1.29", "1.30")
"""Kubernetes versions that EKS no longer creates."""

store: Store = {}
"""Items by kind and by a key that starts with the cluster's name."""


class ApiError(Exception):
    """An error in the form of the EKS API."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


def not_found(what: str) -> ApiError:
    return ApiError(404, "ResourceNotFoundException", f"{what} was not found.")


def invalid(message: str) -> ApiError:
    return ApiError(400, "InvalidParameterException", message)


def digits(text: str, length: int) -> str:
    """A made-up but stable identifier."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def get(kind: str, key: str) -> Item:
    try:
        return store.setdefault(kind, {})[key]
    except KeyError:
        raise not_found(f"{kind} {key}") from None


def put(kind: str, key: str, item: Item) -> Item:
    if key in store.setdefault(kind, {}):
        raise ApiError(409, "ResourceInUseException", f"{kind} {key} already exists.")
    store[kind][key] = item
    return item


def delete(kind: str, key: str) -> Item:
    item = get(kind, key)
    del store[kind][key]
    return item


def of_cluster(kind: str, cluster: str) -> list[Item]:
    return [item for item in store.get(kind, {}).values() if item["clusterName"] == cluster]


def arn(region: str, path: str) -> str:
    return f"arn:aws:eks:{region}:{ACCOUNT}:{path}"


# Clusters


def create_cluster(region: str, body: Item) -> Item:
    name, version = body["name"], body.get("version", "1.35")
    if version in ENDED_VERSIONS:
        raise invalid(f"unsupported Kubernetes version {version}")
    if name in store.get("cluster", {}):
        raise ApiError(409, "ResourceInUseException", f"Cluster already exists with name: {name}")
    network = {"endpointPublicAccess": True, "endpointPrivateAccess": False, "securityGroupIds": [], **body["resourcesVpcConfig"]}
    if network["endpointPublicAccess"]:
        network.setdefault("publicAccessCidrs", ["0.0.0.0/0"])
    else:
        network["publicAccessCidrs"] = []
    if len(zones(region, network["subnetIds"])) < 2:
        raise invalid("Subnets specified must be in at least two different AZs")
    vpc_id, group_id = make_security_group(region, name, network["subnetIds"])
    kubernetes = {"serviceIpv4Cidr": "172.20.0.0/16", "ipFamily": "ipv4", "elasticLoadBalancing": {"enabled": False}}
    return put("cluster", name, {
        **body,
        "clusterName": name,
        "version": version,
        "arn": arn(region, f"cluster/{name}"),
        "createdAt": CREATED,
        "endpoint": ENDPOINT or f"https://{digits(name, 32).upper()}.gr7.{region}.eks.amazonaws.com",
        "resourcesVpcConfig": {**network, "vpcId": vpc_id, "clusterSecurityGroupId": group_id},
        "kubernetesNetworkConfig": {**kubernetes, **body.get("kubernetesNetworkConfig", {})},
        "identity": {"oidc": {"issuer": f"https://oidc.eks.{region}.amazonaws.com/id/{digits(name, 32).upper()}"}},
        "certificateAuthority": {"data": AUTHORITY or base64.b64encode(b"certificate of " + name.encode()).decode()},
        "accessConfig": {"authenticationMode": "API", **body.get("accessConfig", {})},
        "upgradePolicy": body.get("upgradePolicy", {"supportType": "EXTENDED"}),
        "logging": body.get("logging", {"clusterLogging": []}),
        "deletionProtection": body.get("deletionProtection", False),
        "tags": body.get("tags", {}),
        "status": "ACTIVE",
        "platformVersion": "eks.1",
        "health": {"issues": []},
    })


def subnets(region: str, subnet_ids: list[str]) -> list[Any]:
    """The subnets of EC2 with these ids, which must exist."""
    known = {subnet.id: subnet for subnet in ec2_backends[ACCOUNT][region].describe_subnets()}
    for subnet_id in subnet_ids:
        if subnet_id not in known:
            raise invalid(f"The subnet ID '{subnet_id}' does not exist")
    return [known[subnet_id] for subnet_id in subnet_ids]


def zones(region: str, subnet_ids: list[str]) -> list[str]:
    return sorted({subnet.availability_zone for subnet in subnets(region, subnet_ids)})


def make_security_group(region: str, name: str, subnet_ids: list[str]) -> tuple[str, str]:
    """The group that EKS makes for the control plane and the nodes, in the VPC of the subnets."""
    ec2 = ec2_backends[ACCOUNT][region]
    vpc_id = subnets(region, subnet_ids)[0].vpc_id
    group = ec2.create_security_group(f"eks-cluster-sg-{name}-{int(digits(name, 8), 16)}", "EKS created security group", vpc_id=vpc_id)
    return vpc_id, group.id


def delete_cluster(region: str, cluster: str) -> Item:
    item = get("cluster", cluster)
    if item["deletionProtection"]:
        raise ApiError(400, "InvalidRequestException", "Cluster has deletion protection enabled")
    if of_cluster("nodegroup", cluster):
        raise ApiError(409, "ResourceInUseException", "Cluster has nodegroups attached")
    ec2_backends[ACCOUNT][region].delete_security_group(group_id=item["resourcesVpcConfig"]["clusterSecurityGroupId"])
    for kind in ("addon", "access-entry", "access-policy", "pod-identity"):
        for key in [key for key, part in store.get(kind, {}).items() if part["clusterName"] == cluster]:
            del store[kind][key]
    return {"cluster": {**delete("cluster", cluster), "status": "DELETING"}}


def minor(version: str) -> int:
    return int(version.split(".")[1])


def update_cluster(region: str, body: Item, cluster: str) -> Item:
    item = get("cluster", cluster)
    if minor(body.get("version", item["version"])) - minor(item["version"]) not in (0, 1):
        raise invalid(f"Unsupported Kubernetes minor version update from {item['version']} to {body['version']}")
    network = body.pop("resourcesVpcConfig", {})
    made_in = zones(region, item["resourcesVpcConfig"]["subnetIds"])
    if "subnetIds" in network and zones(region, network["subnetIds"]) != made_in:
        raise invalid(f"Provided subnets belong to the AZs '{zones(region, network['subnetIds'])}'. But they should belong to the exact set of AZs '{made_in}' in which subnets were provided during cluster creation.")
    item["resourcesVpcConfig"].update(network)
    item.update({key: value for key, value in body.items() if key != "clientRequestToken"})
    return updated(cluster)


def updated(cluster: str) -> Item:
    return {"update": {"id": digits(cluster, 12), "status": "Successful", "type": "ConfigUpdate", "params": [], "errors": []}}


# Node groups


def create_node_group(region: str, body: Item, cluster: str) -> Item:
    name, sizes = body["nodegroupName"], body["scalingConfig"]
    version = get("cluster", cluster)["version"]
    check_sizes(sizes)
    subnets(region, body["subnets"])
    template = body.get("launchTemplate")
    if template:
        known = ec2_backends[ACCOUNT][region].get_launch_template(template["id"])
        template = {**template, "name": known.name}
    item = put("nodegroup", f"{cluster}/{name}", {
        "capacityType": "ON_DEMAND",
        "amiType": "AL2023_x86_64_STANDARD",
        "labels": {},
        "updateConfig": {"maxUnavailable": 1},
        "releaseVersion": f"{version}.0-20260101",
        **body,
        **({"launchTemplate": template} if template else {"diskSize": body.get("diskSize", 20)}),
        "clusterName": cluster,
        "version": body.get("version", version),
        "nodegroupArn": arn(region, f"nodegroup/{cluster}/{name}/{digits(cluster + name, 8)}"),
        "createdAt": CREATED,
        "modifiedAt": CREATED,
        "status": "ACTIVE",
        "health": {"issues": []},
        "resources": {"autoScalingGroups": [{"name": f"eks-{name}-{digits(cluster + name, 8)}"}]},
        "tags": body.get("tags", {}),
    })
    return {"nodegroup": item}


def check_sizes(sizes: Item) -> None:
    least, desired, most = sizes["minSize"], sizes["desiredSize"], sizes["maxSize"]
    if least > desired:
        raise invalid(f"Minimum capacity {least} can't be greater than desired size {desired}")
    if desired > most or most < 1:
        raise invalid(f"desired capacity {desired} can't be greater than max size {most}")


def check_versions(item: Item, body: Item, of_cluster: str) -> None:
    """A node group takes no version above its cluster's, and neither an earlier version nor an earlier image than it has."""
    version, release = body.get("version", item["version"]), body.get("releaseVersion", item["releaseVersion"])
    if minor(version) > minor(of_cluster):
        raise invalid(f"Nodegroup Kubernetes version {version} is above the cluster's {of_cluster}")
    if minor(version) < minor(item["version"]) or numbers(release) < numbers(item["releaseVersion"]):
        raise invalid(f"Nodegroup cannot be rolled back from {item['releaseVersion']} to an earlier version")


def numbers(release: str) -> list[int]:
    return [int(part) for part in release.replace("-", ".").split(".") if part.isdigit()]


def update_node_group(region: str, body: Item, cluster: str, name: str) -> Item:
    item = get("nodegroup", f"{cluster}/{name}")
    check_versions(item, body, get("cluster", cluster)["version"])
    sizes = {**item["scalingConfig"], **body.pop("scalingConfig", {})}
    check_sizes(sizes)
    item["scalingConfig"] = sizes
    labels = body.get("labels", {})
    item["labels"].update(labels.get("addOrUpdateLabels", {}))
    for key in labels.get("removeLabels", []):
        item["labels"].pop(key, None)
    item.update({key: value for key, value in body.items() if key not in ("clientRequestToken", "labels", "taints", "launchTemplate")})
    item.get("launchTemplate", {}).update(body.get("launchTemplate", {}))
    return updated(cluster)


# Add-ons and what pods may do


def create_addon(region: str, body: Item, cluster: str) -> Item:
    name = body["addonName"]
    get("cluster", cluster)
    wanted = body.pop("podIdentityAssociations", [])
    item = put("addon", f"{cluster}/{name}", {
        **body,
        "clusterName": cluster,
        "addonVersion": body.get("addonVersion", "v1.0.0-eksbuild.1"),
        "addonArn": arn(region, f"addon/{cluster}/{name}/{digits(cluster + name, 8)}"),
        "createdAt": CREATED,
        "modifiedAt": CREATED,
        "status": "ACTIVE",
        "health": {"issues": []},
        "tags": body.get("tags", {}),
    })
    item["podIdentityAssociations"] = [associate(region, {"namespace": "kube-system", **each}, cluster, item["addonArn"]) for each in wanted]
    return {"addon": item}


def delete_addon(region: str, cluster: str, name: str) -> Item:
    item = delete("addon", f"{cluster}/{name}")
    for association in item["podIdentityAssociations"]:
        delete("pod-identity", f"{cluster}/{association.rsplit('/', 1)[1]}")
    return {"addon": {**item, "status": "DELETING"}}


def update_addon(region: str, body: Item, cluster: str, name: str) -> Item:
    get("addon", f"{cluster}/{name}").update({key: body[key] for key in ("addonVersion", "configurationValues") if key in body})
    return updated(cluster)


def associate(region: str, body: Item, cluster: str, owner: str | None = None) -> str:
    """Makes a Pod Identity association and returns its ARN."""
    name = "a-" + digits(f"{cluster}/{body['namespace']}/{body['serviceAccount']}", 17)
    association = arn(region, f"podidentityassociation/{cluster}/{name}")
    put("pod-identity", f"{cluster}/{name}", {
        **body,
        "clusterName": cluster,
        "associationId": name,
        "associationArn": association,
        "createdAt": CREATED,
        "modifiedAt": CREATED,
        "tags": body.get("tags", {}),
        **({"ownerArn": owner} if owner else {}),
    })
    return association


def create_association(region: str, body: Item, cluster: str) -> Item:
    get("cluster", cluster)
    association = associate(region, body, cluster)
    return {"association": get("pod-identity", f"{cluster}/{association.rsplit('/', 1)[1]}")}


# Who may use the cluster


def create_access_entry(region: str, body: Item, cluster: str) -> Item:
    principal = body["principalArn"]
    get("cluster", cluster)
    item = {
        "kubernetesGroups": [],
        "type": "STANDARD",
        "username": principal,
        **body,
        "clusterName": cluster,
        "accessEntryArn": arn(region, f"access-entry/{cluster}/{digits(principal, 12)}"),
        "createdAt": CREATED,
        "modifiedAt": CREATED,
        "tags": body.get("tags", {}),
    }
    return {"accessEntry": put("access-entry", f"{cluster}/{principal}", item)}


def associate_policy(region: str, body: Item, cluster: str, principal: str) -> Item:
    get("access-entry", f"{cluster}/{principal}")
    item = {**body, "clusterName": cluster, "principalArn": principal, "associatedAt": CREATED, "modifiedAt": CREATED}
    store.setdefault("access-policy", {})[f"{cluster}/{principal}/{body['policyArn']}"] = item
    return {"clusterName": cluster, "principalArn": principal, "associatedAccessPolicy": item}


def list_policies(region: str, cluster: str, principal: str) -> Item:
    get("access-entry", f"{cluster}/{principal}")
    found = [item for item in of_cluster("access-policy", cluster) if item["principalArn"] == principal]
    return {"clusterName": cluster, "principalArn": principal, "associatedAccessPolicies": found}


# Tags


def tagged(resource: str) -> Item:
    for items in store.values():
        for item in items.values():
            if resource in (item.get(key) for key in ("arn", "nodegroupArn", "addonArn", "accessEntryArn", "associationArn")):
                return item["tags"]
    raise not_found(resource)


def tag(region: str, body: Item, resource: str) -> Item:
    tagged(resource).update(body["tags"])
    return {}


Handler = Callable[..., Item]
ROUTES: list[tuple[str, str, Handler]] = [
    ("POST", "/clusters", lambda region, body: {"cluster": create_cluster(region, body)}),
    ("GET", "/clusters", lambda region: {"clusters": sorted(store.get("cluster", {}))}),
    ("GET", "/clusters/<cluster>", lambda region, cluster: {"cluster": get("cluster", cluster)}),
    ("DELETE", "/clusters/<cluster>", delete_cluster),
    ("POST", "/clusters/<cluster>/update-config", update_cluster),
    ("POST", "/clusters/<cluster>/updates", update_cluster),
    ("GET", "/clusters/<cluster>/updates/<update>", lambda region, cluster, update: updated(cluster)),
    ("POST", "/clusters/<cluster>/node-groups", create_node_group),
    ("GET", "/clusters/<cluster>/node-groups", lambda region, cluster: {"nodegroups": [item["nodegroupName"] for item in of_cluster("nodegroup", cluster)]}),
    ("GET", "/clusters/<cluster>/node-groups/<name>", lambda region, cluster, name: {"nodegroup": get("nodegroup", f"{cluster}/{name}")}),
    ("DELETE", "/clusters/<cluster>/node-groups/<name>", lambda region, cluster, name: {"nodegroup": delete("nodegroup", f"{cluster}/{name}")}),
    ("POST", "/clusters/<cluster>/node-groups/<name>/update-config", update_node_group),
    ("POST", "/clusters/<cluster>/node-groups/<name>/update-version", update_node_group),
    ("POST", "/clusters/<cluster>/addons", create_addon),
    ("GET", "/clusters/<cluster>/addons", lambda region, cluster: {"addons": [item["addonName"] for item in of_cluster("addon", cluster)]}),
    ("GET", "/clusters/<cluster>/addons/<name>", lambda region, cluster, name: {"addon": get("addon", f"{cluster}/{name}")}),
    ("DELETE", "/clusters/<cluster>/addons/<name>", delete_addon),
    ("POST", "/clusters/<cluster>/addons/<name>/update", update_addon),
    ("POST", "/clusters/<cluster>/access-entries", create_access_entry),
    ("GET", "/clusters/<cluster>/access-entries", lambda region, cluster: {"accessEntries": [item["principalArn"] for item in of_cluster("access-entry", cluster)]}),
    ("GET", "/clusters/<cluster>/access-entries/<path:principal>/access-policies", list_policies),
    ("POST", "/clusters/<cluster>/access-entries/<path:principal>/access-policies", associate_policy),
    ("DELETE", "/clusters/<cluster>/access-entries/<path:principal>/access-policies/<path:policy>", lambda region, cluster, principal, policy: delete("access-policy", f"{cluster}/{principal}/{policy}") and {}),
    ("GET", "/clusters/<cluster>/access-entries/<path:principal>", lambda region, cluster, principal: {"accessEntry": get("access-entry", f"{cluster}/{principal}")}),
    ("DELETE", "/clusters/<cluster>/access-entries/<path:principal>", lambda region, cluster, principal: delete("access-entry", f"{cluster}/{principal}") and {}),
    ("POST", "/clusters/<cluster>/pod-identity-associations", create_association),
    ("GET", "/clusters/<cluster>/pod-identity-associations", lambda region, cluster: {"associations": of_cluster("pod-identity", cluster)}),
    ("GET", "/clusters/<cluster>/pod-identity-associations/<name>", lambda region, cluster, name: {"association": get("pod-identity", f"{cluster}/{name}")}),
    ("DELETE", "/clusters/<cluster>/pod-identity-associations/<name>", lambda region, cluster, name: {"association": delete("pod-identity", f"{cluster}/{name}")}),
    ("GET", "/cluster-versions", lambda region: offers.cluster_versions()),
    ("GET", "/addons/supported-versions", lambda region, kubernetesVersion="": offers.add_on_versions(kubernetesVersion)),
    ("GET", "/tags/<path:resource>", lambda region, resource: {"tags": tagged(resource)}),
    ("POST", "/tags/<path:resource>", tag),
]
URLS = Map([Rule(path, methods=[method], endpoint=index, merge_slashes=False) for index, (method, path, _) in enumerate(ROUTES)])


def region_of(request: Request) -> str:
    """Region of the signature: `Credential=<key>/<date>/<region>/eks/aws4_request`."""
    return request.headers.get("Authorization", "////us-east-1").split("/")[2]


@Request.application
def application(request: Request) -> Response:
    """Answers one call of the EKS API."""
    try:
        index, arguments = URLS.bind_to_environ(request.environ).match()
        if request.method == "POST":
            arguments["body"] = json.loads(request.get_data() or b"{}")
        elif ROUTES[index][1] == "/addons/supported-versions":
            arguments["kubernetesVersion"] = request.args.get("kubernetesVersion", "")
        return Response(json.dumps(ROUTES[index][2](region_of(request), **arguments)), 200, mimetype="application/json")
    except ApiError as error:
        headers = {"x-amzn-ErrorType": error.kind}
        return Response(json.dumps({"message": str(error)}), error.status, headers, mimetype="application/json")

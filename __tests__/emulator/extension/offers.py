"""What AWS offers and allows today, as a new account sees it: quotas, versions of engines, and instance classes in zones."""

import json
from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.responses import ElastiCacheResponse
from moto.rds.responses import RDSResponse
from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.responses import ServiceQuotasResponse

QUOTAS = {
    ("ec2", "L-1216C47A"): 64.0,
    ("ec2", "L-34B43A08"): 64.0,
    ("ec2", "L-0263D0A3"): 5.0,
    ("vpc", "L-F678F1CE"): 5.0,
    ("eks", "L-1194D53C"): 100.0,
}
"""By service and code; of a new account whose vCPU somebody has asked to raise."""

POSTGRESQL = ("15.18", "16.9", "16.10", "16.11", "16.12", "16.13", "16.14", "17.10", "18.4")
CACHE_ENGINES = {"redis": ("6.2", "7.0", "7.1"), "valkey": ("7.2", "8.0", "8.1", "8.2", "9.0", "9.1")}
CLUSTER_VERSIONS = {"1.32": "EXTENDED_SUPPORT", "1.33": "EXTENDED_SUPPORT", "1.34": "STANDARD_SUPPORT", "1.35": "STANDARD_SUPPORT", "1.36": "STANDARD_SUPPORT"}
ADD_ONS = (
    "vpc-cni",
    "kube-proxy",
    "coredns",
    "eks-pod-identity-agent",
    "aws-ebs-csi-driver",
    "metrics-server",
    "aws-secrets-store-csi-driver-provider",
)


def quota(self: ServiceQuotasResponse) -> str:
    asked = json.loads(self.body)
    key = (asked["ServiceCode"], asked["QuotaCode"])
    if key not in QUOTAS:
        raise NoSuchResource
    return json.dumps({"Quota": {"ServiceCode": key[0], "QuotaCode": key[1], "Value": QUOTAS[key]}})


def engine_versions(self: RDSResponse) -> ActionResult:
    engine, version = self.params.get("Engine"), self.params.get("EngineVersion")
    found = [each for each in POSTGRESQL if engine == "postgres" and (version is None or f"{each}.".startswith(f"{version}."))]
    return ActionResult({"DBEngineVersions": [{"Engine": engine, "EngineVersion": each} for each in found]})


def orderable(self: RDSResponse) -> ActionResult:
    asked = self.params
    zones = [{"Name": f"{self.region}{letter}"} for letter in "abc"]
    offered = asked.get("EngineVersion") in POSTGRESQL and asked.get("DBInstanceClass", "").split(".")[1] in ("t3", "t4g", "m5", "m6i", "m7i", "r6i")
    option = {"Engine": asked.get("Engine"), "EngineVersion": asked.get("EngineVersion"), "DBInstanceClass": asked.get("DBInstanceClass"), "AvailabilityZones": zones}
    return ActionResult({"OrderableDBInstanceOptions": [option] if offered else []})


def cache_versions(self: ElastiCacheResponse) -> ActionResult:
    engine = self._get_params().get("Engine")
    return ActionResult({"CacheEngineVersions": [{"Engine": engine, "EngineVersion": each} for each in CACHE_ENGINES.get(engine, ())]})


def cluster_versions() -> dict[str, Any]:
    """What `eks describe-cluster-versions` answers."""
    return {"clusterVersions": [{"clusterVersion": version, "versionStatus": status} for version, status in CLUSTER_VERSIONS.items()]}


def add_on_versions(kubernetes: str) -> dict[str, Any]:
    """What `eks describe-addon-versions` answers for a version of Kubernetes."""
    known = ADD_ONS if kubernetes in CLUSTER_VERSIONS else ()
    version = f"v{kubernetes}.0-eksbuild.1"
    default = {"addonVersion": version, "compatibilities": [{"clusterVersion": kubernetes, "defaultVersion": True}]}
    return {"addons": [{"addonName": name, "addonVersions": [default]} for name in known]}


def install() -> None:
    ServiceQuotasResponse.get_service_quota = quota
    ServiceQuotasResponse.get_aws_default_service_quota = quota
    RDSResponse.describe_db_engine_versions = engine_versions
    RDSResponse.describe_orderable_db_instance_options = orderable
    ElastiCacheResponse.describe_cache_engine_versions = cache_versions

"""Fills the gaps of moto 5.2 that this platform meets: one module per service, each with an `install` function."""

from . import backup, budgets, ec2, elasticache, offers, rds, route53, s3

SERVICES = (backup, budgets, ec2, elasticache, offers, rds, route53, s3)


def install() -> None:
    """Adds to moto what it lacks."""
    for service in SERVICES:
        service.install()

"""Budgets: tags, and who is told of a notification."""

import json
from typing import Any

from moto.budgets.models import BudgetsBackend
from moto.budgets.responses import BudgetsResponse

tags: dict[str, list[dict[str, str]]] = {}
"""Tags by the last part of a budget's ARN, its name."""

SAME = ("NotificationType", "ComparisonOperator", "Threshold")
"""What tells one notification of a budget from another."""


def list_tags_for_resource(self: BudgetsResponse) -> str:
    name = self._get_param("ResourceARN").rsplit("/", 1)[-1]
    return json.dumps({"ResourceTags": tags.get(name, [])})


def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
    wanted = self._get_param("Notification")
    budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
    found: list[Any] = [
        notification.subscribers
        for notification in budget.notifications
        if all(notification.details[key] == wanted[key] for key in SAME)
    ]
    return json.dumps({"Subscribers": found[0]})


def install() -> None:
    create = BudgetsResponse.create_budget

    def create_tagged(self: BudgetsResponse) -> str:
        tags[self._get_param("Budget")["BudgetName"]] = self._get_param("ResourceTags", [])
        return create(self)

    BudgetsResponse.create_budget = create_tagged
    BudgetsResponse.list_tags_for_resource = list_tags_for_resource
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification

"""Budgets: tags, changes, and who is told of a notification."""

import json
from typing import Any

from moto.budgets.models import Budget, BudgetsBackend
from moto.budgets.responses import BudgetsResponse

tags: dict[str, list[dict[str, str]]] = {}
"""Tags by the last part of a budget's ARN, its name."""

SAME = ("NotificationType", "ComparisonOperator", "Threshold")
"""What tells one notification of a budget from another."""


def name_of(response: BudgetsResponse) -> str:
    return response._get_param("ResourceARN").rsplit("/", 1)[-1]


def list_tags_for_resource(self: BudgetsResponse) -> str:
    return json.dumps({"ResourceTags": tags.get(name_of(self), [])})


def without(response: BudgetsResponse, keys: list[str]) -> list[dict[str, str]]:
    return [tag for tag in tags.get(name_of(response), []) if tag["Key"] not in keys]


def tag_resource(self: BudgetsResponse) -> str:
    given = self._get_param("ResourceTags")
    tags[name_of(self)] = without(self, [tag["Key"] for tag in given]) + given
    return "{}"


def untag_resource(self: BudgetsResponse) -> str:
    tags[name_of(self)] = without(self, self._get_param("ResourceTagKeys"))
    return "{}"


def update_budget(self: BudgetsResponse) -> str:
    backend: BudgetsBackend = self.backend
    account, budget = self._get_param("AccountId"), self._get_param("NewBudget")
    name = budget["BudgetName"]
    backend.describe_budget(account, name)  # refuses what is not there
    budgets = backend.budgets[account]
    notifications = budgets[name].notifications
    budgets[name] = Budget(budget, [])
    budgets[name].notifications = notifications
    return "{}"


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
    for action in (list_tags_for_resource, tag_resource, untag_resource, update_budget):
        setattr(BudgetsResponse, action.__name__, action)
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification

"""Budgets: no budget has tags."""

from moto.budgets.responses import BudgetsResponse


def install() -> None:
    BudgetsResponse.list_tags_for_resource = lambda self: '{"ResourceTags": []}'

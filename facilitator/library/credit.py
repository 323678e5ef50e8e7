"""Credit policies of a session plan: a preset for each type, and what changes it."""

from dataclasses import replace
from typing import Any

from facilitator.domain.attendance.people import PROFESSIONS
from facilitator.domain.credit.engine import lint
from facilitator.domain.credit.papers import PHYSICIANS_ONLY
from facilitator.domain.credit.policy import (
    CREDIT_TYPES,
    PRESETS,
    BadAmountError,
    CreditPolicy,
    amount,
    read_amount,
)
from facilitator.domain.plan import SessionPlan
from facilitator.domain.text import LANGUAGES
from facilitator.library.problems import Report
from facilitator.library.providers import PROVIDER, verify_provider
from facilitator.library.schema import (
    YES_OR_NO,
    Key,
    Reader,
    list_of,
    one_of,
    record,
    whole_number,
)
from facilitator.library.yaml_source import Branch, Leaf, Node, line_of

# Without these at sign-in nobody could earn credit.
_SIGN_IN = ("name", "profession")
_STEPS = {"0.25": 1, "1.00": 4}


def verify_credit(plan: SessionPlan, node: Branch, report: Report) -> None:
    """Note what keeps the credit of a plan from being earned."""
    line = line_of(node, "credit")
    for field in _SIGN_IN:
        if plan.credit and field not in plan.sign_in:
            report.error(line, f"Credit needs the field `{field}` in `sign_in`.")
    types = [policy.type for policy in plan.credit]
    for index, policy in enumerate(plan.credit):
        if policy.type in types[:index]:
            line = line_of(node, "credit", index, "type")
            report.error(line, f"The credit type `{policy.type}` is here twice.")
        found = lint(policy, plan.agenda)
        if found:
            line = line_of(node, "credit", index, "designated")
            report.warn(line, f"{policy.type}: {found.text['en']}")


def _amount(node: Node, report: Report) -> int:
    try:
        quarters = read_amount(node.words if isinstance(node, Leaf) else "")
    except BadAmountError as wrong:
        report.wrong_value(node.line, str(wrong))
        return 0
    if not quarters:
        report.wrong_value(node.line, "The least amount is 0.25.")
    return quarters


def _policy(**given: Any) -> CreditPolicy:  # noqa: ANN401
    changes = {key: value for key, value in given.items() if value is not None}
    if "step" in changes:
        changes["step"] = _STEPS[changes["step"]]
    return replace(PRESETS[given["type"]], **changes)


def _verify(policy: CreditPolicy, node: Branch, report: Report) -> None:
    for key, quarters in (
        ("designated", policy.designated),
        ("minimum", policy.minimum),
    ):
        if key in node.entries and quarters % policy.step:
            report.error(
                line_of(node, key),
                f"`{key}` is {amount(quarters)}, but credit is given in steps of "
                f"{amount(policy.step)}.",
            )
    if policy.minimum > policy.designated > 0:
        report.error(
            line_of(node, "minimum"),
            f"`minimum` is {amount(policy.minimum)}, more than is designated.",
        )
    if policy.tolerance and policy.partial:
        report.warn(
            line_of(node, "tolerance"),
            "`tolerance` counts only for full attendance: with `partial: false`.",
        )
    if policy.type in PHYSICIANS_ONLY and set(policy.professions) != {"physician"}:
        report.warn(
            line_of(node, "professions"),
            f"`{policy.type}` credit is for physicians alone; others get a "
            "confirmation of participation.",
        )
    verify_provider(policy, node, report)


def _changes(reader: Reader[Any]) -> Key:
    """Return a key that changes a rule of the preset where it is there."""
    return Key(reader, required=False)


_AMOUNT = Reader(_amount, 0)
_POLICY = record(
    _policy,
    {
        "type": Key(one_of(*dict(CREDIT_TYPES))),
        "designated": Key(_AMOUNT),
        "languages": Key(list_of(one_of(*LANGUAGES), most=len(LANGUAGES))),
        "professions": _changes(list_of(one_of(*dict(PROFESSIONS)), most=30)),
        "minutes_per_unit": _changes(whole_number(30, 120)),
        "step": _changes(one_of(*_STEPS)),
        "rounding": _changes(one_of("nearest", "down")),
        "partial": _changes(YES_OR_NO),
        "tolerance": _changes(whole_number(0, 60)),
        "minimum": _changes(_AMOUNT),
        "evaluation_counts": _changes(YES_OR_NO),
        "evaluation_required": _changes(YES_OR_NO),
        "claim_required": _changes(YES_OR_NO),
        "provider": _changes(PROVIDER),
    },
    _verify,
)
POLICIES = list_of(_POLICY, most=len(CREDIT_TYPES))

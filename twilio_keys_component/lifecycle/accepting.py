"""What can stand in `accept`: the risks that a key takes knowingly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from twilio_keys_component.errors import quoted
from twilio_keys_component.permissions.risks import ESCALATES, TAGS
from twilio_keys_component.rules.acceptance import ACCEPTABLE_RULES
from twilio_keys_component.twilio_iam import Names, Problem

_RISKS: Final = (*ACCEPTABLE_RULES, *(tag for tag in TAGS if tag != ESCALATES))
"""What every deployment knows."""

_RULE_ID: Final = re.compile(r"TK[0-9]{3}")
_TAG: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_NEVER: Final = {
    ESCALATES: "only a key that is declared with deployer=True may hold such permissions, and nothing else (TK202)",
    "TK202": "only a key that is declared with deployer=True may hold what escalates, and nothing else",
    "TK304": "take the credential out of plain config and plain outputs",
}
"""What neither a key nor a waiver takes away, and what to do about it."""


def accept_problems(accept: Any, names: Names | None) -> Iterator[Problem]:  # noqa: ANN401 - as the program gave it
    """What is wrong with the risks that a key accepts.

    Args:
        accept: A map of risks to true, or None.
        names: The known permissions with the risks of the project's overlay; None where they are not at hand, and then
            any risk that could be the project's own is let through.
    """
    if accept is not None and not isinstance(accept, Mapping):
        kind = type(accept).__name__
        yield Problem("accept", f'must be a list of risks, not {kind}: write ["TK201"], even for one')
        return
    for risk, is_accepted in sorted((accept or {}).items()):
        if is_accepted is not True:
            yield Problem("accept", f"{quoted(risk)} is {is_accepted!r} and not true: leave out what is not accepted")
        elif reason := _refusal(risk, names):
            yield Problem("accept", f"{quoted(risk)} {reason}")


def _refusal(risk: str, names: Names | None) -> str:
    if risk in _RISKS:
        return ""
    if risk in _NEVER:
        return f"cannot be accepted, nor is there a waiver for it: {_NEVER[risk]}"
    if _RULE_ID.fullmatch(risk):
        return (
            f"cannot be accepted by a key, only {', '.join(ACCEPTABLE_RULES)} can: correct the key, or write a waiver "
            "beside the policy pack"
        )
    if names is None and _TAG.fullmatch(risk):
        return ""
    known = {*_RISKS, *(_own_risks(names) if names else ())} - {ESCALATES}
    if risk in known:
        return ""
    near = get_close_matches(risk.replace("_", "-"), known, n=1) or get_close_matches(risk.upper(), known, n=1)
    hint = f": did you mean {near[0]}?" if near else "."
    return f"is no known risk{hint} Risks are {', '.join(sorted(known))}, and those of an overlay's own"


def _own_risks(names: Names) -> set[str]:
    """The tags that the catalog or the project's overlay gives."""
    return {tag for entry in names.catalog.entries.values() for tag in entry.tags}

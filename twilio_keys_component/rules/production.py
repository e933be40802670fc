"""Which stacks and accounts are production."""

from __future__ import annotations

import re
from typing import Final

from twilio_keys_component.rules.settings import Settings

_PIECES: Final = re.compile(r"[^\W_]+|#")
_NUMBER: Final = "#"


def is_production(stack: str, settings: Settings, *, account_sid: str | None = None) -> bool:
    """Whether what lies in a stack, and in an account, is production.

    What the settings say of the account decides; else a stack is production unless its name holds one of the settings'
    names as whole words. Of a name with slashes (`organization/project/stack`) only the last part is looked at.

    Args:
        stack: The stack's name.
        settings: The team's settings.
        account_sid: The account; None where it is not known.
    """
    if _is_among(account_sid, settings.production_accounts):
        return True
    if _is_among(account_sid, settings.non_production_accounts):
        return False
    words = _words(stack.rpartition("/")[2])
    return not any(_holds(words, _words(name)) for name in settings.non_production)


def _is_among(account_sid: str | None, sids: tuple[str, ...]) -> bool:
    return account_sid is not None and account_sid.casefold() in {sid.casefold() for sid in sids}


def _words(text: str) -> list[str]:
    return _PIECES.findall(text.lower())


def _holds(words: list[str], wanted: list[str]) -> bool:
    starts = range(len(words) - len(wanted) + 1)
    return any(all(map(_fits, words[start:], wanted)) for start in starts)


def _fits(word: str, wanted: str) -> bool:
    return word.isdecimal() if wanted == _NUMBER else word == wanted

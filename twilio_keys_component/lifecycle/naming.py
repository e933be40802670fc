"""Auto names: whose a key is can be read off them."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import sha256
from typing import Final

from twilio_keys_component.model import MAX_FRIENDLY_NAME

SUFFIX_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
SUFFIX_LENGTH: Final = 6
_MARK_BYTES: Final = 5
_AUTO_NAME: Final = re.compile(rf"(.*)-([{SUFFIX_ALPHABET}]{{8}})-[{SUFFIX_ALPHABET}]{{{SUFFIX_LENGTH}}}", re.DOTALL)


def mark(*, project: str, stack: str, name: str) -> str:
    """8 base32 characters that say which declared resource a key belongs to."""
    digest = sha256(f"{project}\0{stack}\0{name}".encode(errors="surrogatepass")).digest()
    return b32encode(digest[:_MARK_BYTES]).decode().lower()


def auto_name(*, project: str, stack: str, name: str, suffix: str) -> str:
    """`{name}-{mark}-{suffix}`, the name shortened so that all fits.

    Args:
        project: The Pulumi project.
        stack: The Pulumi stack.
        name: The resource's logical name.
        suffix: `SUFFIX_LENGTH` random characters of `SUFFIX_ALPHABET`.
    """
    tail = f"-{mark(project=project, stack=stack, name=name)}-{suffix}"
    return f"{name.strip()[: MAX_FRIENDLY_NAME - len(tail)]}{tail}"


def marked_name(name: str, *, project: str, stack: str) -> str | None:
    """The logical name in an automatic name of a stack's: the mark in it proves itself, whatever the stack declares.

    Returns:
        None for a name of another stack or of somebody's, and for one that does not hold the whole logical name, which
        its mark is of: it was shortened, or had a blank at an end.
    """
    found = _AUTO_NAME.fullmatch(name)
    if found is None or mark(project=project, stack=stack, name=found[1]) != found[2]:
        return None
    return found[1]


def is_drawn(name: str, *, project: str, stack: str) -> bool:
    """Whether `name` is one that was drawn for a key of this stack.

    The mark of a shortened logical name cannot be checked: that name counts if it has the form and the full length,
    also where a transform put another stack's there. That of a short one with a blank at an end, which the name is
    without, proves nothing: the name does not count.
    """
    is_full = len(name) == MAX_FRIENDLY_NAME and _AUTO_NAME.fullmatch(name) is not None
    return is_full or marked_name(name, project=project, stack=stack) is not None

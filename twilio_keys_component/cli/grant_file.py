"""Reading a grant from a file: lines, JSON, and what `twilio-keys suggest` prints."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

from twilio_keys_component.cli.grant_errors import GrantSourceError

_FORMS: Final = (
    'permissions line by line, a JSON list, {"allow": [permissions]}, a key as JSON, or what twilio-keys suggest prints'
)
_HOLDERS: Final = ("policy", "allow", "permissions", "grants")
_HEAD: Final = re.compile(r"\s*permissions\s*[=:]")
_BOM: Final = "\ufeff"


def read_grant(file: str) -> list[str]:
    """The texts of a grant that is written down, at least one.

    Args:
        file: A path, or `-` for stdin. One permission a line with comments after `#`; a JSON list; a policy
            (`{"allow": […]}`); a key as JSON, as Twilio answers (`{"policy": {"allow": […]}}`) or as an output of a
            stack; `permissions=[…]` in Python; or `permissions:` with a list in YAML.

    Raises:
        GrantSourceError: It cannot be read, or holds no grant.
    """
    text = _content(file)
    if not text.strip():
        raise GrantSourceError(f"{file} is empty: write {_FORMS}")
    texts = _from_json(text, file) if text.lstrip().startswith(("[", "{")) else _from_lines(text)
    if not texts:
        raise GrantSourceError(f"{file} is empty, it lists no permission: write {_FORMS}")
    return texts


def _content(file: str) -> str:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except UnicodeDecodeError:
        raise GrantSourceError(f"{file} cannot be read: it is no UTF-8 text") from None
    except (OSError, ValueError) as error:
        raise GrantSourceError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return text.removeprefix(_BOM)


def _from_lines(text: str) -> list[str]:
    bare = "\n".join(line.partition("#")[0] for line in text.splitlines())
    entries = re.split(r"[\n,]", _HEAD.sub("", bare, count=1))
    return [entry for line in entries if (entry := line.strip().removeprefix("-").strip(" \t[]\"'"))]


def _from_json(text: str, file: str) -> list[str]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise GrantSourceError(f"{file} begins like JSON and is none: {error}") from None
    except RecursionError:
        raise GrantSourceError(f"{file} is nested too deeply for a grant: write {_FORMS}") from None
    texts = _listed(value)
    if texts is None:
        raise GrantSourceError(f"{file} holds no grant: write {_FORMS}")
    return texts


def _listed(value: Any) -> list[str] | None:  # noqa: ANN401 - whatever JSON holds
    """The texts that a value of one of the known forms holds; None for another form."""
    while isinstance(value, dict) and (holder := next((name for name in _HOLDERS if name in value), None)):
        value = list(value[holder]) if holder == "grants" and isinstance(value[holder], dict) else value[holder]
    return value if isinstance(value, list) and all(isinstance(entry, str) for entry in value) else None

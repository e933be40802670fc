"""Values of resources as the engine's JSON has them: plain, masked or not known yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from twilio_keys_component.review.wholeness import is_too_deep

MASK: Final = "[secret]"
"""What the engine writes in the place of a secret."""

UNKNOWNS: Final = frozenset(
    {
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
    }
)
"""What the engine writes in the place of a text, a truth value, a number, a list, a map, an asset and an archive that
is not known yet (pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go)."""

_SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
_SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - marks a secret, is none
_CREDENTIALS: Final = frozenset({"authToken", "apiKeySecret"})
_ACCOUNTS: Final = "twilio-keys:accounts"


def is_masked(value: object) -> bool:
    """Whether the engine masked it as a secret."""
    return value == MASK or (isinstance(value, Mapping) and value.get(_SIGNATURE) == _SECRET_SIGNATURE)


def holds_mask(value: object) -> bool:
    """Whether it, or anything in it, is masked."""
    if is_masked(value):
        return True
    if isinstance(value, Mapping):
        return any(map(holds_mask, value.values()))
    return isinstance(value, list) and any(map(holds_mask, value))


def is_open(value: object) -> bool:
    """Whether it, or anything in it, is masked or not known yet."""
    if is_masked(value) or (isinstance(value, str) and value in UNKNOWNS):
        return True
    if isinstance(value, Mapping):
        return any(map(is_open, value.values()))
    return isinstance(value, list) and any(map(is_open, value))


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are known, without what is masked or not known yet in them."""
    return {name: _bare(value) for name, value in values.items() if not _is_closed(value)}


def with_masks(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value with a plain mark in the place of what the engine masked: names around it stay to be seen."""
    if is_masked(value):
        return MASK
    if isinstance(value, Mapping):
        return {name: with_masks(inner) for name, inner in value.items()}
    return [with_masks(inner) for inner in value] if isinstance(value, list) else value


def plain_config(config: Mapping[str, str]) -> dict[str, str]:
    """The settings that are no secrets; of one that is partly secret, the rest."""
    found: dict[str, str] = {}
    for name, text in config.items():
        if MASK not in text or _is_deep(text):
            found[name] = text
        elif (rest := _plain_rest(text)) and (name != _ACCOUNTS or _holds_credential(rest)):
            found[name] = json.dumps(rest)
    return found


def _plain_rest(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return _bare(value) if isinstance(value, dict | list) else None


def _is_deep(text: str) -> bool:
    """Whether a text is JSON that cannot be walked through: it counts as plain."""
    try:
        return is_too_deep(json.loads(text))
    except RecursionError:
        return True
    except ValueError:
        return False


def _bare(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        return told(value)
    return [_bare(inner) for inner in value if not _is_closed(inner)] if isinstance(value, list) else value


def _is_closed(value: object) -> bool:
    return is_masked(value) or (isinstance(value, str) and value in UNKNOWNS)


def _holds_credential(value: Any) -> bool:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        return any(name in _CREDENTIALS or _holds_credential(inner) for name, inner in value.items())
    return isinstance(value, list) and any(map(_holds_credential, value))

"""Writing of a waiver into the file of waivers; what else is in it stays as it is, comments too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from twilio_keys_component.errors import escaped

if TYPE_CHECKING:
    from twilio_keys_component.rules import Waiver

_FIELDS: Final = ("rule", "key", "stack", "reason", "approver", "until", "fingerprint")
"""In the order in which they are written."""

_HEAD: Final = """\
# Waivers: who may break which guardrail, until when, and who allowed it.
# `twilio-keys waive` writes them. Name this file in CODEOWNERS.

"""


def write_waiver(path: Path, waiver: Waiver) -> bool:
    """Write a waiver into a file, in the place of one for the same rule, key and stack; say whether it is a new one.

    Args:
        path: The file; it is made where there is none.
        waiver: What to write.

    Raises:
        SettingsError: The file cannot be read or written.
        StrictTomlError: It is no file of waivers.
    """
    from twilio_keys_component.rules import SettingsError, load_waivers

    there = load_waivers(path) if path.exists() else ()
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else _HEAD
        written = _with(text.replace("\r\n", "\n"), [_same(each, waiver) for each in there], waiver)
        path.write_bytes((written.replace("\n", "\r\n") if "\r\n" in text else written).encode())
    except OSError as error:
        raise SettingsError(f"{escaped(str(path))} cannot be written: {error.strerror or error}") from None
    return not any(_same(each, waiver) for each in there)


def as_table(waiver: Waiver) -> dict[str, Any]:
    """A waiver as it stands in the file."""
    given = {name: getattr(waiver, name) for name in _FIELDS}
    return {name: value for name, value in given.items() if value is not None}


def _same(one: Waiver, other: Waiver) -> bool:
    return (one.rule, one.key, one.stack) == (other.rule, other.key, other.stack)


def _with(text: str, is_old: list[bool], waiver: Waiver) -> str:
    """The text with the waiver in the place of the first old one, or at its end."""
    import tomlkit
    from tomlkit.items import Array

    document = tomlkit.parse(text)
    waivers: Any = document.get("waivers")
    old = [number for number, is_ in enumerate(is_old) if is_]
    for number in reversed(old[1:]):
        del waivers[number]
    if old:
        waivers[old[0]].update(as_table(waiver))
        return tomlkit.dumps(document)
    if isinstance(waivers, Array) and waivers:
        waivers.append(as_table(waiver))
        return tomlkit.dumps(document)
    if not waivers:
        document.pop("waivers", None)
    return _appended(tomlkit.dumps(document), tomlkit.dumps({"waivers": [as_table(waiver)]}))


def _appended(text: str, table: str) -> str:
    """With an empty line between."""
    return f"{text.rstrip()}\n\n{table}" if text.strip() else table

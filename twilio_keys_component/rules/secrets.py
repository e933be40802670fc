"""TK304: no credential where everybody can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from twilio_keys_component.errors import masked
from twilio_keys_component.rules.json_texts import unpacked
from twilio_keys_component.rules.rule import Rule, RuleContext, Severity, Violation
from twilio_keys_component.rules.settings import Level
from twilio_keys_component.rules.views import StackView

CREDENTIALS: Final = ("twilio-keys:accounts", "twilio-keys:apiKeySecret", "twilio-keys:authToken")
"""The settings of a deployment that are secrets."""

_KEY_SECRET: Final = re.compile(r"(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9]{32}")
"""A key's secret: 32 letters and digits (live). Of 280 one has no digit, if they are drawn evenly (guess)."""

_SECRET_OR_TOKEN: Final = re.compile(r"[0-9a-f]{32}|(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9]{32}")
"""The same, also without a digit, or an Auth Token: 32 lower-case hexadecimal digits (doc)."""

_TWILIO: Final = re.compile(r"twilio|\b(?:AC|SK)[0-9a-fA-F]{32}\b", re.IGNORECASE)
"""What speaks of Twilio: its name, or the sid of an account or a key."""

_RUN: Final = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9]{32}(?![A-Za-z0-9+/_-])")
"""Letters and digits of a secret's length in a longer text; within Base64 or a dashed name they are none."""

_ASSIGNED: Final = re.compile(
    r"(?:(?:auth|token|secret|pass(?:word|wd)?)[\"']?\s*[=:]\s*[\"']?|\b(?:AC|SK)[0-9a-f]{32}:)[0-9a-f]{32}(?![a-z0-9])",
    re.IGNORECASE,
)
"""An Auth Token in a longer text: assigned to something of such a name, or after a sid as in a URL."""

_WORD: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])")
_SECRET_WORDS: Final = frozenset({"auth", "authtoken", "pass", "passwd", "password", "secret", "token"})
_LABEL_WORDS: Final = frozenset(
    {"checksum", "digest", "etag", "fingerprint", "hash", "id", "md5", "name", "sid", "version"}
)
"""What the last word of a name says that no secret is called."""

_SECRET_MARK: Final = "4dabf18193072939515e22adb298388d"  # noqa: S105 - no secret: the engine marks one by this name
"""By which the engine's JSON marks an object as a secret value."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A value somewhere in JSON.

    Attributes:
        names: What it and all around it are called, outermost first.
        path: The same as one text.
        value: The value.
        is_twilios: Whether something around it speaks of Twilio.
    """

    names: tuple[str, ...]
    path: str
    value: Any
    is_twilios: bool

    def parts(self) -> Iterator[_Place]:
        """What is in it."""
        value = unpacked(self.value)
        if isinstance(value, Mapping) and _SECRET_MARK not in value:
            is_twilios = self.is_twilios or any(_speaks_of_twilio(text) for each in value.items() for text in each)
            entry = value.get("name")
            called = (entry,) if isinstance(entry, str) else ()
            for name, inner in value.items():
                yield _Place((*self.names, str(name), *called), f"{self.path}.{name}", inner, is_twilios)
        elif isinstance(value, list):
            is_twilios = self.is_twilios or any(map(_speaks_of_twilio, value))
            for number, inner in enumerate(value):
                yield _Place(self.names, f"{self.path}[{number}]", inner, is_twilios)

    @property
    def is_leak(self) -> bool:
        """Whether it looks like a key's secret or an Auth Token."""
        if not isinstance(self.value, str):
            return False
        text = self.value.strip()
        last = _WORD.findall(self.names[-1])[-1:]
        if text.isalnum():
            pattern = _SECRET_OR_TOKEN if self._is_called_secret() else _KEY_SECRET
            return pattern.fullmatch(text) is not None and not _has_word(_LABEL_WORDS, last)
        if not _TWILIO.search(text):
            return False
        return _ASSIGNED.search(text) is not None or any(_KEY_SECRET.fullmatch(run) for run in _RUN.findall(text))

    def _is_called_secret(self) -> bool:
        return any(_has_word(_SECRET_WORDS, _WORD.findall(name)) for name in self.names)


def _has_word(words: frozenset[str], texts: Iterable[str]) -> bool:
    return any(text.lower() in words or text.lower().removesuffix("s") in words for text in texts)


def _speaks_of_twilio(value: object) -> bool:
    return isinstance(value, str) and _TWILIO.search(value) is not None


def _namespace(name: str) -> str:
    return name.partition(":")[0]


def _leaks(values: Mapping[str, Any]) -> Iterator[tuple[str, _Place]]:
    """What looks like a credential, with the name at the top that it stands under, sorted.

    One setting that speaks of Twilio speaks for all of its namespace.
    """
    twilios = {_namespace(top) for top, value in values.items() if any(map(_speaks_of_twilio, (top, value)))}
    for top in sorted(values):
        waiting = [_Place((top,), top, values[top], _namespace(top) in twilios)]
        while waiting:
            place = waiting.pop()
            parts = list(place.parts())
            if not parts and place.is_leak:
                yield top, place
            waiting += reversed(parts)


def _nothing_in_the_clear(stack: StackView, _: RuleContext) -> Iterator[Violation]:
    config = stack.config or {}
    for name in CREDENTIALS:
        if str(config.get(name) or "").strip():
            yield Violation(f"the setting {name} holds a credential in the clear", subject=name)
    for top, place in _leaks({name: value for name, value in config.items() if name not in CREDENTIALS}):
        if place.is_twilios:
            message = f"the setting {masked(place.path)} holds in the clear what looks like a credential of Twilio's"
            yield Violation(message, subject=masked(top))
    for top, place in _leaks(stack.outputs or {}):
        message = f"the stack output {masked(place.path)} holds in the clear what looks like a credential of Twilio's"
        yield Violation(message, subject=masked(top))


NOTHING_IN_THE_CLEAR: Final = Rule(
    id="TK304",
    title="No credential in plain settings, and no key's secret in a plain stack output",
    why="Plain settings are committed to the repository, and plain outputs are shown to everybody who can see the "
    "stack, in terminals and logs too.",
    remedy="Store the setting anew with `pulumi config set --secret`, or wrap the output in `pulumi.Output.secret`. "
    "Whoever saw the value keeps it: revoke that key, or have the Auth Token changed.",
    severity=Severity.CRITICAL,
    production=Level.MANDATORY,
    elsewhere=Level.MANDATORY,
    tags=("secrets",),
    on_stack=_nothing_in_the_clear,
    is_fixed=True,
    is_for_packs=False,
)

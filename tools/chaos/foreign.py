"""Keys of others, with names that look like ours."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from tools.chaos.program import Key
from tools.chaos.stack import OTHER_STACK, PROJECT, STACK
from tools.chaos.twilio import Twilio
from twilio_keys_component.lifecycle.naming import SUFFIX_ALPHABET, SUFFIX_LENGTH, auto_name, mark
from twilio_keys_component.model import MAX_FRIENDLY_NAME

COUNT: Final = 50
_GRANT: Final = ["/twilio/messaging/messages/create"]


def make_foreign_keys(twilio: Twilio, draw: Random, keys: dict[str, Key]) -> None:
    """Make them, in the Console."""
    names = _names(draw, keys)
    for number in range(COUNT):
        kind = draw.choice(("restricted", "restricted", "standard", "main"))
        grant: dict[str, Any] = {"permissions": _GRANT} if kind == "restricted" else {}
        twilio.ask("POST", "keys", {"kind": kind, "friendly_name": names[number % len(names)], **grant})


def _names(draw: Random, keys: dict[str, Key]) -> list[str | None]:
    """Each is what somebody could have called a key; none is one that we drew."""
    explicit = [str(key["friendly_name"]) for key in keys.values() if "friendly_name" in key]
    names: list[str | None] = [None, *explicit]
    for name in draw.sample(sorted(keys), 5):
        suffix = "".join(draw.choices(SUFFIX_ALPHABET, k=SUFFIX_LENGTH))
        ours = auto_name(project=PROJECT, stack=STACK, name=name, suffix=suffix)
        own_mark = mark(project=PROJECT, stack=STACK, name=name)
        alike = (
            name,
            f"{ours} ",
            f"{ours[:-1]}",
            f"{ours}x",
            f"copy of {ours}",
            ours.upper(),
            f"{ours[:-SUFFIX_LENGTH]}{'0' * SUFFIX_LENGTH}",
            f"x-{own_mark}-{suffix}",
            f"{name}-{own_mark}",
            f"{name}-{own_mark}-{suffix}-{suffix}",
            auto_name(project="order", stack=STACK, name=name, suffix=suffix),
            auto_name(project=PROJECT, stack=OTHER_STACK, name=name, suffix=suffix),
            auto_name(project=PROJECT, stack=STACK.upper(), name=name, suffix=suffix),
            auto_name(project=PROJECT, stack=STACK, name=f"{name} ", suffix=suffix),
        )
        names += [text[:MAX_FRIENDLY_NAME] for text in alike]
    draw.shuffle(names)
    return names[:COUNT]

"""Every permission of the catalog by name: `names.messaging.messages.create`, and `.all` for a wildcard.

A product's module is imported when it is first used.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import TYPE_CHECKING

__all__ = [
    "billing",
    "event_streams",
    "flex",
    "iam",
    "lookup",
    "messaging",
    "microvisor",
    "monitor",
    "phone_numbers",
    "studio",
    "taskrouter",
    "verify",
    "video",
    "voice",
]

if TYPE_CHECKING:
    from twilio_keys_component.permissions.names import (
        billing,
        event_streams,
        flex,
        iam,
        lookup,
        messaging,
        microvisor,
        monitor,
        phone_numbers,
        studio,
        taskrouter,
        verify,
        video,
        voice,
    )
else:
    from importlib import import_module

    def __getattr__(name: str) -> object:
        if name in __all__:
            return import_module(f"{__name__}.{name}")
        raise AttributeError(f"the catalog has no product {name!r}", name=name)

    def __dir__() -> list[str]:
        return list(__all__)

"""What a run declares: a Pulumi program that reads its keys from a file, and the changes of that file."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any, Final

from twilio_keys_component.permissions import canonical, load_catalog

MIN_KEYS: Final = 10
MAX_KEYS: Final = 30
EXPLICIT: Final = "explicit"
"""What every name begins with that the program gives."""
TEXT: Final = """\
import json
from pathlib import Path

import pulumi

from twilio_keys_component import ApiKey

for name, arguments in json.loads(Path("keys.json").read_text("utf-8")).items():
    key = ApiKey(name, **arguments)
    pulumi.export(name, {"sid": key.sid, "secret": key.secret})
"""

_NAMES: Final = (
    "orders",
    "Billing.Export",
    "ivr",
    "notifier",
    "a-rather-long-name-that-must-be-shortened-to-fit-into-one",
)
_PEOPLE: Final = ("team-orders", "team-voice", "ops")
_MAX_RESOURCES: Final = 5

Key = dict[str, Any]


class Program:
    """The declared keys. Every choice is drawn from what is given: the same draws, the same program.

    Attributes:
        keys: The arguments of each key by its logical name.
        names: Every logical name that there ever was.
    """

    def __init__(self, draw: Random) -> None:
        self._resources = _resources()
        self._had: dict[str, set[str]] = {}
        self._made = 0
        self.keys: dict[str, Key] = {}
        self.names: set[str] = set()
        for _ in range(draw.randint(MIN_KEYS, MAX_KEYS)):
            self.add(draw)

    def write(self, folder: Path) -> None:
        """Make this the project's program."""
        (folder / "keys.json").write_text(json.dumps(self.keys, indent=1), "utf-8")

    def change(self, draw: Random, times: int) -> None:
        """Change something, so many times."""
        kinds = (self.add, self.remove, self.rename, self.relabel, self.regrant, self.replace, self.annotate)
        for _ in range(times):
            draw.choice(kinds)(draw)

    def add(self, draw: Random) -> None:
        """One more key."""
        if len(self.keys) == MAX_KEYS:
            return
        self._made += 1
        name = f"{draw.choice(_NAMES)}-{self._made}"
        key: Key = {"owner": draw.choice(_PEOPLE), "on_drift": draw.choice(("tighten", "overwrite"))}
        if draw.random() < 0.15:
            key["friendly_name"] = f"{EXPLICIT} {self._made}"
        self.keys[name] = key
        self.names.add(name)
        self._had[name] = set()
        if draw.random() < 0.2:
            key["key_type"] = "standard"
        else:
            key["permissions"] = self._grant(draw, name)

    def remove(self, draw: Random) -> None:
        """One key less."""
        if len(self.keys) > MIN_KEYS:
            del self.keys[draw.choice(sorted(self.keys))]

    def rename(self, draw: Random) -> None:
        """Another logical name: another resource, and so another key."""
        old = draw.choice(sorted(self.keys))
        self._made += 1
        new = f"{draw.choice(_NAMES)}-{self._made}"
        self.keys[new] = self.keys.pop(old)
        self.names.add(new)
        self._had[new] = self._had.pop(old)

    def relabel(self, draw: Random) -> None:
        """Another explicit name."""
        if named := sorted(name for name, key in self.keys.items() if "friendly_name" in key):
            self._made += 1
            self.keys[draw.choice(named)]["friendly_name"] = f"{EXPLICIT} {self._made}"

    def regrant(self, draw: Random) -> None:
        """Another grant."""
        if restricted := sorted(name for name, key in self.keys.items() if "permissions" in key):
            name = draw.choice(restricted)
            self.keys[name]["permissions"] = self._grant(draw, name)

    def replace(self, draw: Random) -> None:
        """The other kind of key, which takes a new one."""
        name = draw.choice(sorted(self.keys))
        key = self.keys[name]
        if key.pop("key_type", None) is None:
            del key["permissions"]
            key["key_type"] = "standard"
        else:
            key["permissions"] = self._grant(draw, name)

    def annotate(self, draw: Random) -> None:
        """Words that Twilio never sees."""
        key = self.keys[draw.choice(sorted(self.keys))]
        key["owner"] = draw.choice(_PEOPLE)
        key["purpose"] = f"purpose {draw.randint(1, 99)}"

    def _grant(self, draw: Random, name: str) -> list[str]:
        """Some of what the key has, and something new.

        A permission that was taken away is not given again: where an answer was lost, `tighten` would rightly hold
        that back, as something revoked outside.
        """
        had = self._had[name]
        kept = [entry for entry in self.keys[name].get("permissions", ()) if draw.random() < 0.6]
        new = [resource for resource in sorted(self._resources) if resource not in had]
        chosen = draw.sample(new, min(len(new), draw.randint(1, _MAX_RESOURCES)))
        had.update(chosen)
        fresh = [entry for resource in chosen for entry in self._some(draw, resource)]
        return sorted({*kept, *fresh})

    def _some(self, draw: Random, resource: str) -> list[str]:
        if draw.random() < 0.1:
            return [f"{resource}/*"]
        entries = self._resources[resource]
        return draw.sample(entries, draw.randint(1, len(entries)))


def _resources() -> dict[str, list[str]]:
    """The permissions of each resource that has one spelling; none that can manage keys."""
    catalog = load_catalog()
    found: dict[str, list[str]] = {}
    for permission in catalog.entries:
        if permission.product != "iam" and not permission.is_wildcard and canonical(permission, catalog) == permission:
            found.setdefault(f"/twilio/{permission.product}/{permission.resource}", []).append(str(permission))
    return found

"""What the policies judge by: the team's settings, its waivers and the known permissions, read once for a process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import Catalog, OverlayError, load_catalog
from twilio_keys_component.rules import (
    SETTINGS_POLICY,
    RuleContext,
    Settings,
    SettingsError,
    Urn,
    Waiver,
    load_names,
    load_waivers,
    read_settings,
    waivers_path,
)


class PackError(TwilioKeysError):
    """Settings, waivers or overlay cannot be used: nothing can be judged.

    Attributes:
        problems: Each as a text of its own.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Basis:
    """What the policies judge by.

    Attributes:
        settings: The team's settings.
        waivers: All waivers of the file.
        catalog: The known permissions, those of the overlay included.
        today: The date of the judgement.
    """

    settings: Settings
    waivers: tuple[Waiver, ...]
    catalog: Catalog
    today: date

    def context(self, urn: str) -> RuleContext:
        """What rules may know beside a resource of that URN."""
        where = Urn(urn)
        return RuleContext(where.project, where.stack, self.settings, self.catalog, self.today)


def read_basis(given: Mapping[str, Any], folder: Path, *, today: date) -> Basis:
    """The basis that the configuration of `settings` asks for.

    Args:
        given: That configuration.
        folder: The pack's: paths in the settings begin there.
        today: The date.

    Raises:
        PackError: With all that is wrong.
    """
    try:
        settings = read_settings(given, name=SETTINGS_POLICY)
    except SettingsError as error:
        raise PackError((str(error),)) from None
    problems: list[str] = []
    waivers: tuple[Waiver, ...] = ()
    catalog = load_catalog()
    try:
        path = waivers_path(settings, folder)
        waivers = load_waivers(path) if path else ()
    except TwilioKeysError as error:
        problems.append(str(error))
    try:
        catalog = load_names(settings, folder)
    except OverlayError as error:
        problems.append(str(error))
    if problems:
        raise PackError(tuple(problems))
    return Basis(settings, waivers, catalog, today)


class Bench:
    """Where the policy `settings` puts the basis, and the others find it. The server runs them in several threads.

    Attributes:
        folder: The pack's.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._result: Basis | PackError | None = None

    def read(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        """Take in the configuration, at the first call; what is wrong with it, at every call."""
        with self._lock:
            if self._result is None:
                try:
                    self._result = read_basis(given, self.folder, today=datetime.now(UTC).date())
                except PackError as error:
                    self._result = error
        return self._result.problems if isinstance(self._result, PackError) else ()

    @property
    def basis(self) -> Basis | None:
        """What to judge by; None if there is nothing to judge by."""
        return self._result if isinstance(self._result, Basis) else None

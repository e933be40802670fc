"""The files that settings name: waivers, and permissions of the team's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from twilio_keys_component.errors import escaped
from twilio_keys_component.permissions import Catalog, load_catalog, load_overlay
from twilio_keys_component.permissions.strict_toml import read_toml
from twilio_keys_component.rules.settings import Settings, SettingsError
from twilio_keys_component.rules.waivers import Waiver, WaiverFile

DEFAULT_WAIVERS: Final = "waivers.toml"
"""The file that is read where the settings name none and there is one."""


def read_file(path: Path) -> str:
    """The text of a settings file, or of one that settings name.

    Raises:
        SettingsError: It cannot be read.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise SettingsError(f"{escaped(str(path))} cannot be read: {reason}") from None


def waivers_file(settings: Settings, folder: Path) -> Path:
    """Where the waivers lie, or would lie: the file that the settings name, else `DEFAULT_WAIVERS` beside them.

    Args:
        settings: The team's settings.
        folder: Where the paths in them begin.
    """
    return folder / (settings.waivers or DEFAULT_WAIVERS)


def waivers_path(settings: Settings, folder: Path) -> Path | None:
    """The file of the waivers; None where there is none.

    Args:
        settings: The team's settings.
        folder: Where the paths in them begin.
    """
    path = waivers_file(settings, folder)
    return path if settings.waivers or path.exists() else None


def load_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers in a file.

    Raises:
        SettingsError: The file cannot be read.
        StrictTomlError: It is no TOML, or says less, more or something else than it may.
    """
    return read_toml(WaiverFile, read_file(path), name=escaped(str(path))).waivers


def load_names(settings: Settings, folder: Path) -> Catalog:
    """The permissions that are known, those of the settings' overlay included.

    Args:
        settings: The team's settings.
        folder: Where the paths in them begin.

    Raises:
        OverlayError: The overlay cannot be used.
    """
    overlay = settings.permissions_overlay
    return load_catalog() if overlay is None else load_overlay(folder / overlay, load_catalog())

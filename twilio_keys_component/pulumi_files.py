"""What Pulumi's own files say of a project: `Pulumi.yaml`, and a stack's settings beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from twilio_keys_component.errors import TwilioKeysError

_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json")


class PulumiFileError(TwilioKeysError):
    """A file of Pulumi's cannot be read."""


@dataclass(frozen=True, slots=True)
class Project:
    """A Pulumi project's folder.

    Attributes:
        file: The project's file.
        name: The project's name.
        settings_folder: Where its stacks' settings lie.
    """

    file: Path
    name: str
    settings_folder: Path

    @classmethod
    def around(cls, folder: Path, *, name: str | None = None) -> Self | None:
        """The project that `folder` belongs to, found upwards as the engine does; None if there is none.

        Args:
            folder: Where to begin.
            name: The project's name: any other is gone past.

        Raises:
            PulumiFileError: Its file cannot be read.
        """
        for candidate in (folder.absolute(), *folder.absolute().parents):
            for file in (candidate / file_name for file_name in _PROJECT_FILES):
                if not file.is_file():
                    continue
                told = _mapping(file)
                found = str(told.get("name") or "")
                if name in (None, found):
                    return cls(file, found, candidate / str(told.get("stackConfigDir") or ""))
        return None

    def stack_file(self, stack: str) -> Path:
        """Where the settings of a stack lie, whether or not there are any."""
        name = stack.rpartition("/")[2]
        return self.settings_folder / f"Pulumi.{name}{self.file.suffix}"

    def stack_settings(self, stack: str) -> Mapping[str, Any] | None:
        """The settings of a stack, encrypted ones as `{"secure": …}`; None where it has no file.

        Raises:
            PulumiFileError: Its file cannot be read.
        """
        file = self.stack_file(stack)
        if not file.exists():
            return None
        settings = _mapping(file).get("config") or {}
        if not isinstance(settings, Mapping):
            raise PulumiFileError(f"{file.name} cannot be read: its config is no map. Correct it and run again.")
        return settings


def _mapping(file: Path) -> Mapping[str, Any]:
    import yaml

    try:
        told = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        # What PyYAML says quotes the line, on which a secret may stand.
        reason = error.strerror if isinstance(error, OSError) else "it is no YAML"
        raise PulumiFileError(f"{file.name} cannot be read: {reason}. Correct it and run again.") from None
    if told is None:
        return {}
    if not isinstance(told, Mapping):
        raise PulumiFileError(f"{file.name} cannot be read: it is no map. Correct it and run again.")
    return told

"""The file beside a program that says how its keys are judged."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from twilio_keys_component.errors import escaped

if TYPE_CHECKING:
    from twilio_keys_component.rules import Settings

SettingsFile = Annotated[
    Path | None,
    typer.Option(
        help="The policy pack's configuration (JSON), or a TOML file with [tool.twilio-keys].",
        show_default="the nearest pyproject.toml with that table",
        metavar="FILE",
    ),
]
"""The option by which a command is told where the settings are."""

_TABLE: Final = "tool.twilio-keys"
_PROJECT_FILE: Final = "pyproject.toml"
_LEVEL: Final = "enforcementLevel"
"""What the engine itself reads in a policy's configuration."""


def load_settings(path: Path | None) -> tuple[Settings, Path]:
    """The team's settings, and the folder that the files they name lie in.

    Args:
        path: The configuration of the policy pack (JSON, with the settings under `settings`), or a TOML file with the
            table `[tool.twilio-keys]`. Without one, the `pyproject.toml` of the current folder, or of the nearest one
            above it, that has this table; without such a file nothing is set.

    Raises:
        SettingsError: The file cannot be read, or says something unknown or wrong.
    """
    from twilio_keys_component.rules import Settings, read_settings

    if path is not None:
        return read_settings(_table(path), name=escaped(str(path))), path.parent
    for file, table in _tables_above(Path.cwd()):
        return read_settings(table, name=escaped(str(file))), file.parent
    return Settings(), Path.cwd()


def _table(path: Path) -> Mapping[str, Any]:
    from twilio_keys_component.rules import SETTINGS_POLICY, SettingsError

    name = escaped(str(path))
    if path.suffix == ".json":
        given = _configured(_json(path))
        if given is None:
            raise SettingsError(
                f'{name} holds no settings: write {{"{SETTINGS_POLICY}": {{…}}}}, as for the policy pack'
            )
        return given
    table = _tool_table(path)
    if table is None:
        raise SettingsError(f"{name} holds no settings: write them into the table [{_TABLE}]")
    return table


def _tables_above(folder: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for each in (folder, *folder.parents):
        file = each / _PROJECT_FILE
        table = _tool_table(file) if file.is_file() else None
        if table is not None:
            yield file, table


def _tool_table(path: Path) -> Mapping[str, Any] | None:
    from twilio_keys_component.rules import SettingsError, read_file

    try:
        table: Any = tomllib.loads(read_file(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{escaped(str(path))} is no TOML: {error}") from None
    for part in _TABLE.split("."):
        table = table.get(part) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else None


def _json(path: Path) -> object:
    from twilio_keys_component.rules import SettingsError, read_file

    text = read_file(path)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{escaped(str(path))} is no JSON: {error}") from None


def _configured(config: object) -> dict[str, Any] | None:
    """The settings in a policy pack's configuration, without what the engine reads there."""
    from twilio_keys_component.rules import SETTINGS_POLICY

    given = config.get(SETTINGS_POLICY) if isinstance(config, dict) else None
    return {name: value for name, value in given.items() if name != _LEVEL} if isinstance(given, dict) else None

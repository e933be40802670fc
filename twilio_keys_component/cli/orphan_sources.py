"""Where a stack's record and its credentials come from: the engine, or an export that somebody gives."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import typer

from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError
from twilio_keys_component.errors import escaped, masked

if TYPE_CHECKING:
    from twilio_keys_component.orphans import Site, Snapshot
    from twilio_keys_component.twilio_iam import Settings

STDIN = "-"
"""What stands for stdin in the place of a file."""

_CUT: Final = re.compile(r"(?:^error|failed to load checkpoint.*): EOF\Z", re.MULTILINE)
"""`pulumi stack ls` says no more than that (seen with 3.259); a connection that ends early is named before its EOF."""

_MEND: Final = (
    "A kill can fall between two writes of a file backend. The state is whole then, only its checksum is not: delete "
    "the empty file .pulumi/stacks/PROJECT/STACK.json.attrs in the backend's folder, and run again (docs/incident.md)"
)
"""Seen with 3.259."""

_VARIABLES: Final = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_KEY_SECRET")

_T = TypeVar("_T")


@contextmanager
def stack_site(cli: PulumiCli) -> Iterator[Site]:
    """A stack, signed in as its deployments do.

    Raises:
        PulumiPlaceError: There is no such stack here.
        PulumiCommandError: The engine cannot read its config.
        CredentialsError: Neither config nor environment has credentials that can be used.
    """
    _told(cli.expect_stack)
    settings = _settings(cli, "--show-secrets")
    with _site(lambda: _exported(cli), settings, stack_id=settings("stackId")) as site:
        yield site


@contextmanager
def export_site(file: str, *, endpoint: str | None, is_to_be_changed: bool) -> Iterator[Site]:
    """The stack of an export, with the credentials of the environment.

    Args:
        file: The export's path; `-` for stdin.
        endpoint: A local emulator to ask instead of Twilio.
        is_to_be_changed: Whether keys may be removed: then the engine is asked whether the export is still true.

    Raises:
        ExportError: It is none, or holds nothing that tells whose it is, or is no longer true.
        PulumiCommandError: The engine cannot be asked here.
        CredentialsError: The environment has no credentials that can be used.
    """
    given = _given(file)
    _expect_credentials()
    cli = PulumiCli(Path.cwd(), given.stack)
    if is_to_be_changed:
        _confirm(given, cli)
    stack_id = _settings(cli)("stackId") if is_to_be_changed else None
    read: Callable[[], Snapshot] = (lambda: _exported(cli)) if is_to_be_changed else (lambda: given)
    with _site(read, {"endpoint": endpoint}.get, stack_id=stack_id) as site:
        yield site


@contextmanager
def _site(read: Callable[[], Snapshot], settings: Settings, *, stack_id: str | None) -> Iterator[Site]:
    from stamina.instrumentation import set_on_retry_hooks

    from twilio_keys_component.orphans import Site
    from twilio_keys_component.permissions import load_catalog
    from twilio_keys_component.twilio_iam import Connection, Names, retry_text

    connection = Connection.from_settings(settings, os.environ, names=Names(load_catalog()))
    set_on_retry_hooks([lambda details: typer.echo(retry_text(details), err=True)])
    try:
        with closing(connection):
            yield Site(read=read, connection=connection, stack_id=stack_id)
    finally:
        set_on_retry_hooks(None)


def _exported(cli: PulumiCli) -> Snapshot:
    from twilio_keys_component.orphans import read_export

    text = _told(lambda: cli.run("stack", "export"))
    return read_export(text, name=f"the export of stack {masked(cli.stack)}", holder=(cli.project, cli.stack))


def _told(ask: Callable[[], _T]) -> _T:
    """What a command says that reads the state; with a way out where a kill left that unreadable."""
    try:
        return ask()
    except PulumiCommandError as error:
        if not _CUT.search(error.said):
            raise
        raise PulumiCommandError(error.command, error.code, f"{error.said}. {_MEND}") from None


def _given(file: str) -> Snapshot:
    from twilio_keys_component.orphans import ExportError, read_export

    name = "the export on stdin" if file == STDIN else escaped(file)
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExportError(f"{name} cannot be read: it is no UTF-8 text") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError(f"{name} cannot be read: {reason}") from None
    given = read_export(text, name=name)
    if not given.stack:
        raise ExportError(
            f"{name} is of a stack that holds nothing, and does not tell which: the marks of its keys' names are not "
            "known, and nothing was looked for. Run `twilio-keys orphans --stack NAME` in the project's folder"
        )
    return given


def _expect_credentials() -> None:
    """Ask for the environment's: an export's stack may have its own, and they are not read."""
    from twilio_keys_component.twilio_iam import CredentialsError, Problem

    if not any(os.environ.get(name) for name in _VARIABLES):
        reason = (
            "no credentials: an export's are taken from the environment alone. Export TWILIO_ACCOUNT_SID with "
            "TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_KEY_SECRET; for a local emulator, those that it "
            "printed, and give --endpoint URL"
        )
        raise CredentialsError((Problem("TWILIO_ACCOUNT_SID", reason),))


def _confirm(given: Snapshot, cli: PulumiCli) -> None:
    """Believe an export only if the engine says the same now: an older one takes a key that is in use for an orphan."""
    from twilio_keys_component.orphans import ExportError

    if cli.project != given.project:
        raise ExportError(
            f"the export is of project {masked(given.project)}, and this folder's is {masked(cli.project)}: run it in "
            "the project's folder, where the engine can be asked once more before a key is removed"
        )
    if _exported(cli) != given:
        raise ExportError(
            f"the stack {masked(given.stack)} changed since this export, which proves nothing any more. Nothing was "
            "removed: export it anew, and run again"
        )


def _settings(cli: PulumiCli, *options: str) -> Settings:
    """A stack's settings of ours, by their names without the namespace."""
    config: Any = _told(lambda: cli.json("config", "--json", *options))

    def setting(name: str) -> str | None:
        entry = config.get(f"twilio-keys:{name}") if isinstance(config, dict) else None
        value = entry.get("value") if isinstance(entry, dict) else None
        return value if isinstance(value, str) else None

    return setting

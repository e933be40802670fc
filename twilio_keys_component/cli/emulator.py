"""`twilio-keys emulator`: a local Twilio in the foreground."""

from __future__ import annotations

import shlex
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.emulator.settings import (
    DEFAULT_ACCOUNT_SID,
    DEFAULT_AUTH_TOKEN,
    DEFAULT_PORT,
    MAX_DELAY_MS,
    EmulatorSettings,
    EmulatorSettingsError,
)
from twilio_keys_component.errors import escaped

if TYPE_CHECKING:
    from twilio_keys_component.emulator import EmulatorServer

EXAMPLE: Final = (
    "Example: twilio-keys emulator --port 4010 --subaccount ACe0000000000000000000000000000002:its-auth-token"
)
"""Shown below the command's help."""

_FAILED: Final = 1
_WRONG_USE: Final = 2
_POLL_S: Final = 0.05


def run(
    *,
    port: Annotated[
        int, typer.Option(help="Where to listen on 127.0.0.1; 0 takes a free port.", min=0, max=65535, metavar="PORT")
    ] = DEFAULT_PORT,
    account_sid: Annotated[str, typer.Option(help="The sid of the main account.", metavar="SID")] = DEFAULT_ACCOUNT_SID,
    auth_token: Annotated[
        str, typer.Option(help="The auth token of the main account.", metavar="TOKEN")
    ] = DEFAULT_AUTH_TOKEN,
    subaccount: Annotated[
        list[str] | None,
        typer.Option(help="A subaccount: its sid, a colon, its auth token. Can be given again.", metavar="SID:TOKEN"),
    ] = None,
    main_key: Annotated[
        list[str] | None,
        typer.Option(
            help="The name of a Main key of the main account, such as only the Console can make. Can be given again.",
            metavar="NAME",
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            help="A file (SQLite) that keeps accounts, keys and what is made with them, secrets too; made if it is not "
            "there.",
            metavar="FILE",
        ),
    ] = None,
    latency_ms: Annotated[
        int,
        typer.Option(help="How long every request waits, in milliseconds.", min=0, max=MAX_DELAY_MS, metavar="MS"),
    ] = 0,
    jitter_ms: Annotated[
        int,
        typer.Option(
            help="How much longer or shorter that wait can be, in milliseconds.",
            min=0,
            max=MAX_DELAY_MS,
            metavar="MS",
        ),
    ] = 0,
    clock_skew_s: Annotated[
        float,
        typer.Option(help="How many seconds Twilio's clock is ahead; negative for behind.", metavar="SECONDS"),
    ] = 0,
    list_delay_ms: Annotated[
        int,
        typer.Option(
            help="How long lists do not show what was done to a key, in milliseconds.",
            min=0,
            max=MAX_DELAY_MS,
            metavar="MS",
        ),
    ] = 0,
    fetch_delay_ms: Annotated[
        int, typer.Option(help="The same for fetches.", min=0, max=MAX_DELAY_MS, metavar="MS")
    ] = 0,
    max_keys: Annotated[
        int | None,
        typer.Option(help="How many keys an account can have: one more is refused with 70151.", min=0, metavar="N"),
    ] = None,
    max_concurrent: Annotated[
        int | None,
        typer.Option(
            help="How many requests are served at once: one more is refused with 429/20429.", min=1, metavar="N"
        ),
    ] = None,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            help="What goes wrong: its kind (answer, drop_before, drop_after, reset, truncate, not_json, html, "
            "throttle, server_error, slow) and, if only to these, what is asked of keys (create, fetch, update, "
            "delete, list). Then any of count, delay_ms, jitter_ms, rate, retry_after_s, seed, status, method, and "
            "last the path: a regular expression, searched for in a request's path. Such as "
            "drop_after:create,rate=0.1,seed=7 or throttle,count=3,method=POST,path=/Messages. It happens once, or "
            "count times, or for ever with a rate; rate=1 is always. slow needs delay_ms. Can be given again.",
            metavar="KIND[:CALL][,NAME=VALUE]...[,path=REGEX]",
        ),
    ] = None,
    refuse_wildcards: Annotated[
        bool,
        typer.Option("--refuse-wildcards", help="Refuse policies with '*'. Nobody knows whether Twilio takes them."),
    ] = False,
    overlay: Annotated[
        Path | None,
        typer.Option("--overlay", help="A file with permissions and operations of your own (TOML).", metavar="FILE"),
    ] = None,
) -> None:
    """Run a local Twilio that keeps keys and enforces their permissions. Nothing outlives it but a --state FILE.

    It prints what to export, and sid and secret of each Main key, then answers until Ctrl-C.
    """
    with _stop_signals() as is_stopped:
        if find_spec("fastapi") is None or find_spec("uvicorn") is None:
            raise _wrong_use(
                "the emulator needs packages that are not installed: pip install 'twilio-keys-component[emulator]'"
            )
        from twilio_keys_component.emulator import EmulatorServer, PortUnavailableError, StateFileError
        from twilio_keys_component.emulator.given import make_conditions, read_faults
        from twilio_keys_component.permissions import OverlayError, load_catalog, load_overlay

        try:
            settings = EmulatorSettings(
                account_sid=account_sid,
                auth_token=auth_token,
                subaccounts=_subaccounts(subaccount or ()),
                main_keys=tuple(main_key or ()),
                refuse_wildcards=refuse_wildcards,
                conditions=make_conditions(
                    latency_ms=latency_ms,
                    jitter_ms=jitter_ms,
                    clock_skew_s=clock_skew_s,
                    list_delay_ms=list_delay_ms,
                    fetch_delay_ms=fetch_delay_ms,
                    max_keys=max_keys,
                    max_concurrent=max_concurrent,
                ),
                faults=read_faults(fault or ()),
                state_file=state,
            )
            catalog = load_catalog() if overlay is None else load_overlay(overlay, load_catalog())
            with EmulatorServer.run(settings, port=port, catalog=catalog) as server:
                typer.echo(_greeting(server, settings))
                _wait(server, is_stopped)
        except (EmulatorSettingsError, OverlayError, PortUnavailableError, StateFileError) as error:
            raise _wrong_use(str(error)) from None


def _wait(server: EmulatorServer, is_stopped: Callable[[], bool]) -> None:
    while not is_stopped():
        if not server.is_running:
            typer.echo("the emulator has stopped by itself: start it again, and report what it was asked", err=True)
            raise typer.Exit(_FAILED)
        time.sleep(_POLL_S)


def _wrong_use(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(_WRONG_USE)


def _subaccounts(texts: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition(":") for text in texts]
    tokens = {sid: token for sid, _, token in pairs}
    if len(tokens) < len(pairs):
        raise EmulatorSettingsError("a subaccount is given twice: give each --subaccount another sid")
    return tokens


def _greeting(server: EmulatorServer, settings: EmulatorSettings) -> str:
    from twilio_keys_component.emulator.given import fault_text

    conditions = settings.conditions.model_dump(exclude_defaults=True) if settings.conditions else {}
    main_keys = [key for key in server.state.main_keys if server.state.keys.get(key.sid)]
    lines = (
        f"Twilio emulator at {server.url} (Ctrl-C stops it)",
        f"export TWILIO_ACCOUNT_SID={server.account_sid}",
        f"export TWILIO_AUTH_TOKEN={shlex.quote(server.auth_token)}",
        f"pulumi config set twilio-keys:endpoint {server.url}",
        *(f"Main key {escaped(str(key.friendly_name))}: {key.sid} {key.secret}" for key in main_keys),
        *(f"Condition {name}={value}" for name, value in conditions.items()),
        *(f"Fault {escaped(fault_text(fault))}" for fault in settings.faults),
    )
    return "\n".join(lines)


@contextmanager
def _stop_signals() -> Iterator[Callable[[], bool]]:
    """Turn Ctrl-C and SIGTERM into an orderly end; the function says whether one came."""
    received: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda signum, _frame: received.append(signum)) for number in numbers]
    try:
        yield lambda: bool(received)
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)

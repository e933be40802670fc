"""`twilio-keys init`: prepare a stack for keys."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import typer

from twilio_keys_component.cli.new_credentials import CREDENTIALS, SECRET, SETS, InitError, given_credentials
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiPlaceError
from twilio_keys_component.errors import TwilioKeysError, escaped, masked

EXAMPLE: Final = "Example: twilio-keys init --stack prod --from-environment"
"""Shown below the command's help."""

_FAILED: Final = 1
_WRONG_USE: Final = 2
_PREFIX: Final = "twilio-keys:"
_STACK_ID: Final = "stackId"
_ID_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
_ID_LENGTH: Final = 20
"""100 random bits: no two stacks draw the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is asked for, as it was typed."""

    stack: str | None
    create: bool
    new_id: bool
    from_environment: bool
    no_credentials: bool
    endpoint: str | None
    region: str | None

    @property
    def places(self) -> dict[str, str]:
        """The settings that options name."""
        return {name: value for name, value in (("endpoint", self.endpoint), ("region", self.region)) if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is there.

    Attributes:
        settings: The settings of ours, by their names without the namespace; None for a secret one.
        is_new: Whether the stack was made just now.
    """

    settings: Mapping[str, str | None]
    is_new: bool

    @property
    def credentials(self) -> set[str]:
        """The credentials that are set, by their names."""
        return self.settings.keys() & CREDENTIALS.keys()


def run(
    *,
    stack: Annotated[
        str | None,
        typer.Option(help="The stack, in its project's folder.", show_default="the selected one", metavar="NAME"),
    ] = None,
    create: Annotated[bool, typer.Option("--create", help="Make the stack if there is none of that name.")] = False,
    from_environment: Annotated[
        bool,
        typer.Option("--from-environment", help="Store the credentials of TWILIO_… instead of asking for some."),
    ] = False,
    no_credentials: Annotated[
        bool, typer.Option("--no-credentials", help="Store none: deployments take those of the environment.")
    ] = False,
    endpoint: Annotated[
        str | None,
        typer.Option(help="A local emulator to use instead of Twilio.", metavar="URL", show_default=False),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(help="The Region of keys that name none.", metavar="REGION", show_default=False),
    ] = None,
    new_id: Annotated[
        bool,
        typer.Option("--new-id", help="Replace the stack's id: for a folder that was copied from another stack's."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Prepare a stack for keys: an id that tells it from its copies, and credentials.

    Run it in the project's folder. What is set already is kept, but for what an option names, so it can be run again.
    Secrets are asked for without echo, or come from the environment, and are stored encrypted.
    """
    from twilio_keys_component.twilio_iam import CredentialsError

    wish = _Wish(
        stack=stack,
        create=create,
        new_id=new_id,
        from_environment=from_environment,
        no_credentials=no_credentials,
        endpoint=endpoint,
        region=region,
    )
    if problem := _misuse(wish):
        typer.echo(problem, err=True)
        raise typer.Exit(_WRONG_USE)
    try:
        cli = PulumiCli(Path.cwd(), stack)
        found = _find(cli, wish)
        _show(cli, found, wish)
        given = _given(cli, found, wish)
        written = _write(cli, found, given, wish)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        is_misuse = isinstance(error, InitError | CredentialsError | PulumiPlaceError)
        raise typer.Exit(_WRONG_USE if is_misuse else _FAILED) from None
    _print(cli, found, written, as_json=as_json)


def _misuse(wish: _Wish) -> str:
    from twilio_keys_component.twilio_iam.connection import settings_problems

    problems = []
    if wish.from_environment and wish.no_credentials:
        problems.append("--from-environment and --no-credentials: give one of them")
    if wish.create and not wish.stack:
        problems.append("--create needs --stack NAME")
    places = {"endpoint": wish.endpoint, "region": wish.region}
    problems += [f"{problem.property}: {problem.reason}" for problem in settings_problems(places.get)]
    return "\n".join(problems)


def _find(cli: PulumiCli, wish: _Wish) -> _Found:
    """What the stack has; it is made where that is asked for.

    Raises:
        PulumiPlaceError: There is no project, no such stack, or no `pulumi`.
        PulumiCommandError: The engine cannot read or make the stack.
        InitError: What is set already is no whole, cannot be used as it is, or was lost.
    """
    missing = _missing(cli, wish)
    if missing:
        cli.run("stack", "init", missing)
    config = cli.json("config", "--json")
    settings = {
        name.removeprefix(_PREFIX): None if entry.get("secret") else str(entry.get("value"))
        for name, entry in config.items()
        if name.startswith(_PREFIX)
    }
    found = _Found(settings=settings, is_new=bool(missing))
    if found.credentials and found.credentials not in SETS:
        names = ", ".join(f"{_PREFIX}{name}" for name in sorted(found.credentials))
        raise InitError(
            f"The stack {masked(cli.stack)} has {names}, which is no whole set of credentials. No setting was written. "
            "Complete it with `pulumi config set --secret`, or take it away with `pulumi config rm` and run this again."
        )
    if _STACK_ID in settings and settings[_STACK_ID] is None and not wish.new_id:
        raise InitError(
            f"{_PREFIX}{_STACK_ID} of stack {masked(cli.stack)} is a secret, and refresh and destroy must read it from "
            f"the stack's file. No setting was written. `pulumi config get {_PREFIX}{_STACK_ID}` shows it: set that "
            f"with `pulumi config set --plaintext {_PREFIX}{_STACK_ID} ID`."
        )
    if not settings.get(_STACK_ID) and not missing and not wish.new_id:
        _expect_no_lost_id(cli)
    return found


def _expect_no_lost_id(cli: PulumiCli) -> None:
    """See that no key of the state came from this stack under an id that its settings do not have any more.

    Raises:
        InitError: One did.
    """
    from twilio_keys_component.orphans import read_export

    keys = read_export(cli.run("stack", "export"), name=f"the export of stack {masked(cli.stack)}").keys
    place = {"project": cli.project, "stack": cli.stack}
    origins = [key.origin for key in keys if place.items() <= key.origin.items()]
    lost = sorted({str(origin["stack_id"]) for origin in origins if origin.get("stack_id")})
    if lost:
        lines = " or ".join(f"`pulumi config set {_PREFIX}{_STACK_ID} {escaped(each)}`" for each in lost)
        raise InitError(
            f"Keys in the state of stack {masked(cli.stack)} have its id, and its settings have none any more. With "
            f"another id these keys would be another stack's. No setting was written. Put it back: {lines}, and run "
            "this again. --new-id makes another one all the same."
        )


def _missing(cli: PulumiCli, wish: _Wish) -> str | None:
    """The stack that has to be made, as it was typed: with its organization, if that was."""
    _ = cli.stacks  # what stands in the way of any stack is no reason to make one
    try:
        cli.expect_stack()
    except PulumiPlaceError as error:
        if wish.create:
            return wish.stack
        raise PulumiPlaceError(f"{error} --create, with --stack NAME, makes one.") from None
    return None


def _given(cli: PulumiCli, found: _Found, wish: _Wish) -> dict[str, str]:
    """The credentials to store, if any are wanted.

    Raises:
        CredentialsError: Those of the environment are no whole set, or malformed.
        InitError: Those that are typed cannot be used, or nobody types any.
    """
    if found.credentials or wish.no_credentials:
        return {}
    try:
        return given_credentials(from_environment=wish.from_environment)
    except TwilioKeysError:
        if found.is_new:
            typer.echo(f"The stack {masked(cli.stack)} was made and stays: run this again.", err=True)
        raise


def _show(cli: PulumiCli, found: _Found, wish: _Wish) -> None:
    """Say what is there and what will be done, before anything is asked."""
    made = " (made just now)" if found.is_new else ""
    lines = [f"Project {masked(cli.project)}, stack {masked(cli.stack)}{made}"]
    own = found.settings.get(_STACK_ID)
    if own and wish.new_id:
        lines.append(
            f"  stack id     {masked(own)} is replaced: keys of this stack's state that have it stay the other stack's "
            "until this one claims them (twilio-keys:claim)"
        )
    else:
        lines.append(f"  stack id     {masked(own) + ', kept' if own else 'a new one is made'}")
    if found.credentials:
        credentials = "there already, kept"
        if wish.from_environment:
            credentials += "; those of the environment are not looked at"
    elif wish.no_credentials:
        credentials = "none are stored: deployments take those of the environment"
    else:
        where = "come from the environment" if wish.from_environment else "are asked for, without echo"
        credentials = f"{where}, and are stored encrypted"
    lines.append(f"  credentials  {credentials}")
    for name, value in sorted(wish.places.items()):
        lines.append(f"  {name:<12} {masked(value)}{_was(found, name, value)}")
    typer.echo("\n".join(lines), err=True)


def _was(found: _Found, name: str, value: str) -> str:
    if name not in found.settings:
        return ""
    before = found.settings[name]
    return ", kept" if before == value else f" (was {'a secret' if before is None else masked(before)})"


def _write(cli: PulumiCli, found: _Found, given: Mapping[str, str], wish: _Wish) -> dict[str, str | None]:
    """Store what is new: secrets first, since that is what can fail. Gives what was written, None for a secret."""
    plain = {name: value for name, value in given.items() if name not in SECRET}
    plain |= wish.places
    if wish.new_id or not found.settings.get(_STACK_ID):
        plain[_STACK_ID] = "".join(secrets.choice(_ID_ALPHABET) for _ in range(_ID_LENGTH))
    for name in sorted(given.keys() & {*SECRET}):
        cli.run("config", "set", "--secret", f"{_PREFIX}{name}", input=given[name])
    if plain:
        pairs = [part for name, value in sorted(plain.items()) for part in ("--plaintext", f"{_PREFIX}{name}={value}")]
        cli.run("config", "set-all", *pairs)
    return {**dict.fromkeys(given), **plain}


def _print(cli: PulumiCli, found: _Found, written: Mapping[str, str | None], *, as_json: bool) -> None:
    stack_id = written.get(_STACK_ID) or found.settings[_STACK_ID]
    if as_json:
        told = {
            "project": cli.project,
            "stack": cli.stack,
            "stack_id": stack_id,
            "written": sorted(f"{_PREFIX}{name}" for name in written),
        }
        typer.echo(json.dumps(told, indent=2))
        return
    typer.echo(f"Stack {masked(cli.stack)} is ready, its id is {masked(stack_id)}. Commit its settings file.")

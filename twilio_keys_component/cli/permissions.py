"""`twilio-keys permissions`: look permissions up, and see what a grant means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from twilio_keys_component.permissions import Catalog

FOUND_NOTHING: Final = 1
WRONG_USE: Final = 2

app = typer.Typer(
    help="Look Twilio's permissions up: names, risks, operations, and what a grant means.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
"""The group's commands."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Overlay = Annotated[
    Path | None, typer.Option("--overlay", help="A file with permissions and risks of your own (TOML).", metavar="FILE")
]


@app.command(epilog="Example: twilio-keys permissions search recordings delete")
def search(
    words: Annotated[
        list[str],
        typer.Argument(
            help="Words: each must be, or begin, a word of name, description or operation; a verb means its action.",
            metavar="WORD",
        ),
    ],
    *,
    limit: Annotated[
        int | None, typer.Option(help="Show no more than this many.", min=1, metavar="N", show_default=False)
    ] = None,
    as_json: Json = False,
    overlay: Overlay = None,
) -> None:
    """Find permissions by words, the likeliest first. Ends with 1 if there are none."""
    from twilio_keys_component.cli import permission_texts
    from twilio_keys_component.errors import quoted

    text = " ".join(words).strip()
    if not text:
        raise _wrong_use("nothing to search for: give a word of Twilio's API, such as Messages")
    catalog = _catalog(overlay)
    found = [entry.permission for entry in catalog.find(text)] or list(catalog.suggest(text))
    _print(permission_texts.rows(found[:limit], catalog), as_json=as_json)
    if limit is not None and len(found) > limit:
        typer.echo(f"{len(found) - limit} more are like that", err=True)
    if not found:
        typer.echo(f"no permission speaks of {quoted(text)}: try a word of Twilio's API, such as Messages", err=True)
        raise typer.Exit(FOUND_NOTHING)


@app.command(
    "list",
    short_help="List known permissions by product or risk.",
    epilog="Example: twilio-keys permissions list --product voice --tag reads-content",
)
def list_(
    *,
    product: Annotated[str | None, typer.Option(help="Only this product's, such as voice.", metavar="PRODUCT")] = None,
    tag: Annotated[
        str | None, typer.Option(help="Only those with this risk, such as costs-money.", metavar="RISK")
    ] = None,
    access: Annotated[
        str | None,
        typer.Option(help="Only those of this level: read, list, write, delete or escalate.", metavar="LEVEL"),
    ] = None,
    as_json: Json = False,
    overlay: Overlay = None,
) -> None:
    """List all known permissions, or those of one product, risk or access level. Ends with 1 if there are none."""
    from twilio_keys_component.cli import permission_texts
    from twilio_keys_component.permissions.entries import AccessLevel

    catalog = _catalog(overlay)
    entries = catalog.entries.values()
    product = _known("product", product, sorted({entry.permission.product for entry in entries}))
    tag = _known("risk", tag, sorted({tag for entry in entries for tag in entry.tags}))
    access = _known("access level", access, list(AccessLevel))
    chosen = [
        entry.permission
        for entry in entries
        if product in (None, entry.permission.product)
        and (tag is None or tag in entry.tags)
        and access in (None, entry.access.value)
    ]
    _print(permission_texts.rows(chosen, catalog), as_json=as_json)
    if not chosen:
        typer.echo("no permission is all of that: leave an option out", err=True)
        raise typer.Exit(FOUND_NOTHING)


@app.command(
    short_help="Say what permissions or grants allow.",
    epilog="Example: twilio-keys permissions explain /twilio/messaging/messages/create",
)
def explain(
    permissions: Annotated[
        list[str] | None,
        typer.Argument(
            help="Permissions, with or without /twilio/ in front.", show_default=False, metavar="PERMISSION"
        ),
    ] = None,
    *,
    file: Annotated[
        str | None,
        typer.Option(
            help="A grant in a file ('-': stdin): one permission a line, a JSON list, a policy, a key's JSON, or what "
            "suggest prints (Python, YAML, JSON).",
            metavar="FILE",
        ),
    ] = None,
    profile: Annotated[list[str] | None, typer.Option(help="A profile; can be given again.", metavar="PROFILE")] = None,
    key: Annotated[
        str | None,
        typer.Option(
            help="The grant of this key (SK…), asked of Twilio with the credentials of the environment: "
            "TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY and TWILIO_API_KEY_SECRET.",
            metavar="SID",
        ),
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(help="With --key: a local emulator instead of Twilio.", metavar="URL")
    ] = None,
    as_json: Json = False,
    overlay: Overlay = None,
) -> None:
    """Say what permissions allow: in words, in risks, in operations, and which of them are redundant.

    Ends with 1 if one of them is not known (the likeliest names are told then), if they do not fit one key, or if the
    key cannot be fetched.
    """
    from twilio_keys_component.cli import grant_sources, permission_texts
    from twilio_keys_component.cli.grant_errors import NoGrantError
    from twilio_keys_component.errors import TwilioKeysError
    from twilio_keys_component.permissions.explanation import explain as explained

    catalog = _catalog(overlay)
    try:
        given, malformed = grant_sources.collect(
            texts=permissions or (), file=file, profiles=profile or (), key=key, endpoint=endpoint
        )
    except NoGrantError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FOUND_NOTHING) from None
    except TwilioKeysError as error:
        raise _wrong_use(str(error)) from None
    explanation = explained(given, catalog)
    strangers = {stranger: catalog.suggest(stranger.text) for stranger in malformed}
    if as_json:
        typer.echo(json.dumps(permission_texts.explanation_json(explanation, strangers), indent=2))
    else:
        permission_texts.print_explanation(explanation, strangers)
    is_known = all(description.is_known for description in explanation.descriptions)
    if strangers or not is_known or explanation.is_too_large:
        raise typer.Exit(FOUND_NOTHING)


@app.command(
    short_help="List least grants for jobs people have.", epilog="Example: twilio-keys permissions profiles send-sms"
)
def profiles(
    name: Annotated[
        str | None,
        typer.Argument(help="One profile, with its permissions.", show_default=False, metavar="PROFILE"),
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """List the profiles: least grants for jobs that people have. With a name, show what is in one."""
    from twilio_keys_component.cli import permission_texts
    from twilio_keys_component.errors import TwilioKeysError
    from twilio_keys_component.permissions.profiles import profile as named
    from twilio_keys_component.permissions.profiles import profiles as all_profiles

    if name is not None:
        try:
            named(name)
        except TwilioKeysError as error:
            raise _wrong_use(str(error)) from None
    chosen = [profile for profile in all_profiles().values() if name in (None, profile.name)]
    if as_json:
        typer.echo(json.dumps([permission_texts.profile_json(profile) for profile in chosen], indent=2))
    elif name is None:
        permission_texts.print_profiles(chosen)
    else:
        permission_texts.print_profile(chosen[0])


def _catalog(overlay: Path | None) -> Catalog:
    from twilio_keys_component.permissions import OverlayError, load_catalog, load_overlay

    try:
        return load_catalog() if overlay is None else load_overlay(overlay, load_catalog())
    except OverlayError as error:
        raise _wrong_use(str(error)) from None


def _known(what: str, text: str | None, known: Iterable[str]) -> str | None:
    """The value that an option means, case aside."""
    from twilio_keys_component.errors import quoted

    if text is None:
        return None
    by_folded = {str(one).lower(): str(one) for one in known}
    folded = text.strip().lower()
    if folded in by_folded:
        return by_folded[folded]
    near = get_close_matches(folded, by_folded, n=2)
    guess = f"did you mean {' or '.join(by_folded[one] for one in near)}? " if near else ""
    raise _wrong_use(f"there is no {what} {quoted(text)}: {guess}There are {', '.join(by_folded.values())}")


def _print(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    from twilio_keys_component.cli import permission_texts

    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif rows:
        permission_texts.print_rows(rows)


def _wrong_use(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(WRONG_USE)

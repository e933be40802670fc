"""The command `twilio-keys`. Each command group has its own file; nothing heavy is imported before it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from twilio_keys_component._version import __version__
from twilio_keys_component.cli import (
    emulator,
    init,
    orphans,
    permissions,
    policy_pack,
    review,
    rules,
    settle,
    suggest,
    waive,
)
from twilio_keys_component.cli.output import told_failures

__all__ = ["app", "main"]


class _Commands(TyperGroup):
    """The commands, none of which shows a traceback where its output cannot be written."""

    def make_context(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - typer's own types vary by its version
        with told_failures():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
        with told_failures():
            return super().invoke(ctx)


app = typer.Typer(
    name="twilio-keys",
    help="Twilio API keys and their exact permissions as reviewed code.",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
"""The commands, for `main` and for the tests and pages that walk through them."""

app.command("emulator", epilog=emulator.EXAMPLE, short_help="Run a local Twilio that enforces grants.")(emulator.run)
app.command("init", epilog=init.EXAMPLE, short_help="Prepare a stack for keys.")(init.run)
app.command("orphans", epilog=orphans.EXAMPLE, short_help="Find live keys that no state knows.")(orphans.run)
app.command("rules", epilog=rules.EXAMPLE, short_help="List the rules; say what one demands and why.")(rules.run)
app.command("review", epilog=review.EXAMPLE, short_help="Say what a change does to keys.")(review.run)
app.command("settle", epilog=settle.EXAMPLE, short_help="Bring a stack to rest after a crash.")(settle.run)
app.command("suggest", epilog=suggest.EXAMPLE, short_help="Print the permissions a program needs.")(suggest.run)
app.command("waive", epilog=waive.EXAMPLE, short_help="Write a waiver for a key that breaks a rule.")(waive.run)
app.add_typer(permissions.app, name="permissions", short_help="Look permissions up; explain grants.")
app.add_typer(policy_pack.app, name="policy-pack", short_help="Make a policy pack that guards keys.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 findings or a refusal, 2 wrong use, 141 nobody reads on.

    Args:
        arguments: What stands after `twilio-keys`; the process's own by default.
    """
    app(args=None if arguments is None else list(arguments), prog_name="twilio-keys")


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - typer's signature of a callback
    if is_asked:
        typer.echo(f"twilio-keys {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Twilio API keys and their exact permissions as reviewed code."""

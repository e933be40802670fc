"""The credentials that `twilio-keys init` stores: typed, or taken from the environment."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Final

import typer

from twilio_keys_component.errors import TwilioKeysError

CREDENTIALS: Final = {
    "accountSid": "TWILIO_ACCOUNT_SID",
    "apiKey": "TWILIO_API_KEY",
    "apiKeySecret": "TWILIO_API_KEY_SECRET",
    "authToken": "TWILIO_AUTH_TOKEN",
}
"""What a set is made of: the settings' names, and the environment variables that hold the same."""

SETS: Final = ({"accountSid", "apiKey", "apiKeySecret"}, {"accountSid", "authToken"})
"""The whole sets that there are."""

SECRET: Final = ("apiKeySecret", "authToken")
"""What is stored encrypted."""

_MIGHTY: Final = (
    "An Auth Token may do everything in its account, and production refuses it (TK103): make a key with deployer=True, "
    "and let deployments sign in with that."
)


class InitError(TwilioKeysError):
    """A stack cannot be prepared as it was asked. No setting was written."""


def given_credentials(*, from_environment: bool) -> dict[str, str]:
    """The credentials that somebody types, or those of the environment, by the names of their settings.

    Raises:
        CredentialsError: They are no whole set, or malformed.
        InitError: Nobody types any.
    """
    from twilio_keys_component.twilio_iam.credentials import find_configured, find_credentials

    if from_environment:
        find_credentials(lambda _: None, os.environ)
        given = {name: os.environ.get(variable, "") for name, variable in CREDENTIALS.items()}
        if given["apiKey"]:
            del given["authToken"]
    else:
        given = _asked()
        find_configured(given.get)
    if given.get("authToken"):
        typer.echo(_MIGHTY, err=True)
    return {name: value for name, value in given.items() if value}


def _asked() -> dict[str, str]:
    account_sid = _answer("Account sid (AC…)")
    key = _answer("API key to sign in with (SK…; empty for the Auth Token)")
    if key:
        return {"accountSid": account_sid, "apiKey": key, "apiKeySecret": _answer("Its secret", is_hidden=True)}
    return {"accountSid": account_sid, "authToken": _answer("Auth Token", is_hidden=True)}


def _answer(question: str, *, is_hidden: bool = False) -> str:
    """What a person types; without a terminal, a line of stdin.

    Raises:
        InitError: Nobody answers.
    """
    try:
        if is_hidden and sys.stdin.isatty():
            return getpass.getpass(f"{question}: ").strip()
        typer.echo(f"{question}: ", nl=not sys.stdin.isatty(), err=True)
        line = sys.stdin.readline()
    except EOFError:
        line = ""
    if not line:
        raise InitError(
            "\nNobody answers. No setting was written. Where there is no terminal, give --from-environment or "
            "--no-credentials."
        )
    return line.strip()

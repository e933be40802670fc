"""The credentials that `twilio-keys init` stores: typed, or taken from the environment."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from typing import Final

import typer

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT

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
    "and let deployments sign in with that, as docs/own-key.md tells."
)

_TRIES: Final = 3
"""How often a person is asked for the same."""

_NOBODY: Final = (
    "Nobody answers. No setting was written. Where there is no terminal, give --from-environment or --no-credentials."
)


class InitError(TwilioKeysError):
    """A stack cannot be prepared as it was asked. No setting was written."""


def given_credentials(*, from_environment: bool) -> dict[str, str]:
    """The credentials that somebody types, or those of the environment, by the names of their settings.

    Raises:
        CredentialsError: They are no whole set, or malformed.
        InitError: What is typed cannot be used, or nobody types any.
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
    account_sid = _answer("Account sid (AC…)", _account_sid_problem)
    key = _answer("API key to sign in with (SK…; empty for the Auth Token)", _key_sid_problem)
    if key:
        secret = _answer("Its secret", _secret_problem, is_hidden=True)
        return {"accountSid": account_sid, "apiKey": key, "apiKeySecret": secret}
    return {"accountSid": account_sid, "authToken": _answer("Auth Token", _secret_problem, is_hidden=True)}


def _account_sid_problem(answer: str) -> str:
    return "" if ACCOUNT_SID_FORMAT.fullmatch(answer) else "This is no account sid: AC and 32 hexadecimal digits."


def _key_sid_problem(answer: str) -> str:
    is_fit = not answer or KEY_SID_FORMAT.fullmatch(answer)
    return "" if is_fit else "This is no key sid: SK and 32 hexadecimal digits."


def _secret_problem(answer: str) -> str:
    is_fit = answer and answer.isascii() and answer.isprintable() and " " not in answer
    return "" if is_fit else "This is empty, or holds characters that no such secret has: copy it again."


def _answer(question: str, problem_of: Callable[[str], str], *, is_hidden: bool = False) -> str:
    """What a person types, who is asked again for what cannot be used; without a terminal, a line of stdin.

    Raises:
        InitError: Nobody answers, or nothing that can be used.
    """
    for _ in range(_TRIES if sys.stdin.isatty() else 1):
        answer = _typed(question, is_hidden=is_hidden)
        problem = problem_of(answer)
        if not problem:
            return answer
        typer.echo(problem, err=True)
    raise InitError("No setting was written.")


def _typed(question: str, *, is_hidden: bool) -> str:
    try:
        if is_hidden and sys.stdin.isatty():
            return getpass.getpass(f"{question}: ").strip()
        typer.echo(f"{question}: ", nl=not sys.stdin.isatty(), err=True)
        line = sys.stdin.readline()
    except EOFError:
        line = ""
    if not line:
        typer.echo("", nl=sys.stdin.isatty(), err=True)
        raise InitError(_NOBODY)
    return line.strip()

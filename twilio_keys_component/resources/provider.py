"""The dynamic provider of `ApiKey`: the engine's calls in, lifecycle's functions out.

The class is pickled into the state by its import path. Neither path nor name may change: older state would not refresh.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pulumi
from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)
from pulumi.output import Unknown
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from twilio_keys_component import lifecycle
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.resources.engine import Engine
from twilio_keys_component.resources.place import here
from twilio_keys_component.resources.run import Run
from twilio_keys_component.resources.wire import PROVIDER_KEY, from_outputs, to_outputs
from twilio_keys_component.twilio_iam import Connection, CredentialsError, Names, Problem, Settings, retry_text
from twilio_keys_component.twilio_iam.credentials import NAMESPACE

DEBUG_VARIABLE = "TWILIO_KEYS_DEBUG"
"""Set to anything, it lets tracebacks through."""

LONG_WAIT_S = 1.0
"""A wait that a person notices, and is told about."""

_run = Run()
"""One for the process, and not for the provider: an older state may hold the provider in another pickled form, which
the process then has beside the new one."""

_MANAGED_TWICE = "another resource of this program has the key {sid} already: declare each key once"

P = ParamSpec("P")
R = TypeVar("R")


class ApiKeyError(Exception):
    """What the engine prints when an operation on a key fails: one paragraph, without the class's module."""

    __module__ = "builtins"


def _readable(operation: Callable[P, R]) -> Callable[P, R]:
    """Turn our errors into ones that the engine prints without a traceback."""

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return operation(*args, **kwargs)
        except TwilioKeysError as error:
            if os.environ.get(DEBUG_VARIABLE):
                raise
            raise ApiKeyError(str(error)) from None

    return run


class ApiKeyProvider(ResourceProvider):
    """Makes, reads, changes and revokes keys. Holds nothing when it is pickled."""

    serialize_as_secret_always = False

    _connection: Connection | tuple[Problem, ...]
    _to_revoke: Connection | None

    def __getstate__(self) -> None:
        """Nothing: what a configured provider holds are credentials."""

    def configure(self, req: ConfigureRequest) -> None:
        """Take the deployment's settings; what is wrong with them is told by `check` and by every operation.

        The process belongs to the engine and does nothing else, so its tracebacks and retry messages are set here.
        """
        if not os.environ.get(DEBUG_VARIABLE):
            sys.tracebacklimit = 0
        set_on_retry_hooks([_tell_retry])
        engine = Engine.of(sys.argv)
        if engine:
            engine.follow()
        check = engine.check if engine else None

        def setting(name: str) -> str | None:
            value = req.config.get(f"{NAMESPACE}:{name}")
            return None if value is None else str(value)

        try:
            self._connection = self._to_revoke = Connection.from_settings(setting, os.environ, before_change=check)
        except CredentialsError as error:
            self._connection = error.problems
            self._to_revoke = _connection_without_names(setting, check)

    @_readable
    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Every problem of the inputs at once; no call."""
        checked = lifecycle.check(_inputs(news), _inputs(_olds), self._connection)
        _tell(checked.notes)
        problems = list(checked.problems)
        if not _run.checked(checked.inputs):
            problems.append(Problem("adopt_sid", _MANAGED_TWICE.format(sid=checked.inputs["adopt_sid"])))
        inputs = {name: news[name] if value is lifecycle.UNKNOWN else value for name, value in checked.inputs.items()}
        return CheckResult(inputs, [_failure(problem) for problem in problems])

    @_readable
    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """What would change; no call.

        Where something does, the engine is left to compare the inputs property by property: only then does it know
        which ones changed, as `replace_on_changes` needs.
        """
        inputs = _inputs(_news)
        state = from_outputs(_olds)
        changes = lifecycle.diff(inputs, state, self._connected())
        if not changes.replaced_by and not _run.kept(inputs, state):
            raise lifecycle.AdoptionError(f"Nothing was changed: {_MANAGED_TWICE.format(sid=state.sid)}.")
        has_unknown = any(value is lifecycle.UNKNOWN for value in inputs.values())
        return DiffResult(
            changes=True if changes.is_unseen else None if changes or has_unknown else False,
            replaces=list(changes.replaced_by),
            stables=["sid"],
            delete_before_replace=False,
        )

    @_readable
    def create(self, props: dict[str, Any]) -> CreateResult:
        """Make the key, or take over the one that is there."""
        inputs = _inputs(props)
        if inputs.get("adopt_sid"):
            outcome = self._adopt(inputs)
        else:
            outcome = lifecycle.create(inputs, self._connected())
            _run.made(outcome.state)
        _tell(outcome.notes)
        return CreateResult(outcome.state.sid, to_outputs(outcome.state))

    @_readable
    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """The key as it is at Twilio now."""
        found = lifecycle.read(from_outputs(props), self._connected(), here())
        if found is None:
            return ReadResult("", {})
        _tell(found.notes)
        return ReadResult(id_, to_outputs(found.state), found.inputs)

    @_readable
    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Make the key what the inputs ask for."""
        outcome = lifecycle.update(_inputs(_news), from_outputs(_olds), self._connected())
        _tell(outcome.notes)
        return UpdateResult(to_outputs(outcome.state))

    @_readable
    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Revoke the key; which names are known does not matter for that."""
        if self._to_revoke and isinstance(self._connection, tuple):
            _tell([f"Revoking goes on with the names that this package knows. {CredentialsError(self._connection)}"])
        state = from_outputs(_props)
        if _run.lives_on(state):
            # A replacement, or a new logical name, adopts the key that its old self has: that goes, the key does not.
            _tell(
                [f"The key {state.sid} is adopted by this program, so it was not revoked with the resource that went."]
            )
            return
        connection = self._to_revoke or self._connected()
        _tell(lifecycle.delete(state, connection, here()))

    def _adopt(self, inputs: dict[str, Any]) -> lifecycle.Outcome:
        sid = inputs["adopt_sid"]
        if not _run.begin_adoption(sid, inputs):
            raise lifecycle.AdoptionError(
                f"The key {sid} is adopted by another resource of this run too. Nothing was changed: declare it once."
            )
        try:
            return lifecycle.adopt(inputs, self._connected(), lambda note: _tell([note]))
        except Exception:
            _run.end_failed_adoption(sid)
            raise

    def _connected(self) -> Connection:
        if not isinstance(self._connection, Connection):
            raise CredentialsError(self._connection)
        return self._connection


def _connection_without_names(setting: Settings, check: Callable[[], None] | None) -> Connection | None:
    """The connection that the settings describe but for what they say of names; None if more is wrong than that."""
    try:
        return Connection.from_settings(setting, os.environ, names=Names(load_catalog()), before_change=check)
    except CredentialsError:
        return None


def _failure(problem: Problem) -> CheckFailure:
    """The engine prints the value of a failing property, which may be a secret in the wrong place: so, it gets none."""
    return CheckFailure("", f"{problem.property}: {problem.reason}")


def _inputs(props: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: lifecycle.UNKNOWN if isinstance(value, Unknown) else value
        for name, value in props.items()
        if name != PROVIDER_KEY
    }


def _tell_retry(details: RetryDetails) -> None:
    if details.wait_for >= LONG_WAIT_S:
        pulumi.log.info(retry_text(details))


def _tell(notes: Iterable[str]) -> None:
    for note in notes:
        pulumi.log.warn(note)

"""Taking over a key that exists, made in the Console or by other tools."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pydantic import SecretStr

from twilio_keys_component.lifecycle.comparing import as_told, drift, read_live
from twilio_keys_component.lifecycle.errors import AdoptionError, AnswerMismatchError
from twilio_keys_component.lifecycle.inputs import Inputs, spec_of
from twilio_keys_component.lifecycle.protecting import guard_signer_grant
from twilio_keys_component.lifecycle.states import Outcome, mismatch, state_of
from twilio_keys_component.model import DriftMode, KeySpec, KeyType, LiveKey, Region, Terms
from twilio_keys_component.reconcile import Drift
from twilio_keys_component.twilio_iam import (
    AnswerLostError,
    ApiError,
    Connection,
    KeyGateway,
    KeyNotFoundError,
    ServerError,
    TooManyRequestsError,
    TwilioError,
)

_FLAGS: Final = (
    (KeyType.MAIN, frozenset({"manage_keys", "manage_accounts"})),
    (KeyType.RESTRICTED, frozenset({"restricted"})),
    (KeyType.STANDARD, frozenset({"rest_api", "signing"})),
)
"""Which flags of a list tell each kind: guess, guess, live. A Main key has also those of a standard one (guess)."""

_UNTOUCHED: Final = "It was not adopted, and nothing was changed."

_OPEN: Final = (
    "The key was not adopted, and nothing was deleted. It may have been changed as told: the next run looks at it anew."
)

_PASSING: Final = (ServerError, TooManyRequestsError)
"""Refusals after which a call is tried again."""

_LOST: Final = (
    " No adopt_secret is given: its secret is not known here, and one that an older state of it holds goes with that."
)


def adopt(inputs: Inputs, connection: Connection, tell: Callable[[str], None]) -> Outcome:
    """Take over the key of `adopt_sid`: a list, a fetch and, where the key is not as declared, an update.

    No failure deletes or undoes anything. What is sent differs from what the fetch showed by what was told. Twilio's
    update replaces the policy whole (doc) and knows no condition, so the fetch is the last thing before it; what
    somebody changes between the two is overwritten.

    Args:
        inputs: As for a create, with `adopt_sid` and perhaps `adopt_secret`.
        connection: The connection.
        tell: Says to a person, before it is sent, what will change on the key.

    Raises:
        AdoptionError: There is no such key in the declared account and Region, it is of another kind, nothing tells its
            kind, it differs from the declaration and `on_drift` is `fail`, or somebody deleted it meanwhile.
        ProtectedKeyError: The deployment signs in with it, and would lose what it manages keys by.
        AnswerMismatchError: Twilio answered with another name or grant than was sent.
        TwilioError: Twilio refused, or did not answer.
    """
    spec, sid = spec_of(inputs, connection), str(inputs["adopt_sid"])
    gateway, catalog = connection.gateway(spec.account_sid, spec.region), connection.names.catalog
    live = _found(sid, spec, gateway)
    asked = spec.terms
    changes = drift(asked, live.terms, catalog)
    guard_signer_grant(_described(live), sid, changes.granted, connection)
    notes = " The deployment itself signs in with it." if connection.signs_in_with(sid) else ""
    notes += "" if inputs.get("adopt_secret") else _LOST
    if changes and spec.on_drift is DriftMode.FAIL:
        raise AdoptionError(
            f'The {_described(live)} is not as it is declared, and on_drift="fail" stops here: to adopt it would have '
            f'{_words(changes)}. {_UNTOUCHED} Declare it as it is, or adopt it with on_drift="tighten".'
        )
    if changes:
        tell(f"The {_described(live)} will be changed, and is adopted then: {_words(changes)}.{notes}")
        live = _changed(live, as_told(asked, live.terms, changes, catalog), spec, gateway)
        if wrong := mismatch(asked, live, catalog):
            raise AnswerMismatchError(f"{wrong} The key was not adopted, and nothing was deleted. Look at it.")
    else:
        tell(f"The {_described(live)} is adopted as it is: nothing changes at Twilio.{notes}")
    secret = SecretStr(inputs["adopt_secret"]) if inputs.get("adopt_secret") else None
    seen = read_live(live, spec.terms, catalog)
    return Outcome(state_of(spec, seen, inputs, secret=secret, endpoint=connection.endpoint_kind, adopted=True))


def _changed(live: LiveKey, terms: Terms, spec: KeySpec, gateway: KeyGateway) -> LiveKey:
    """The key after the update; an error says whether it may have been changed.

    Only a refusal in Twilio's words is certain: before a throttled or unsent last try an earlier one may have got
    through.
    """
    try:
        return gateway.update(live.sid, terms)
    except KeyNotFoundError as missing:
        raise _missing(missing, live.sid, spec, was_there=True) from None
    except TwilioError as error:
        is_certain = isinstance(error, ApiError) and error.code and not isinstance(error, _PASSING)
        outcome = "The key was not adopted, and is as it was." if is_certain else _OPEN
        # A refresh, as a lost answer advises, would not show the key.
        error.next_step = (
            f"{outcome} Run again." if isinstance(error, AnswerLostError) else f"{error.next_step} {outcome}"
        )
        raise


def _found(sid: str, spec: KeySpec, gateway: KeyGateway) -> LiveKey:
    """The key, which is of the declared account, Region and kind. The fetch comes last, right before an update."""
    listed = None
    try:
        listed = next((key for key in gateway.list() if key.sid == sid), None)
        live = gateway.fetch(sid)
    except KeyNotFoundError as missing:
        raise _missing(missing, sid, spec, was_there=listed is not None) from None
    except TwilioError as error:
        error.next_step += f" {_UNTOUCHED}"
        raise
    if listed is None:
        raise AdoptionError(
            f"The {_described(live)} can be seen with these credentials, and is not listed in {_place(spec)}. "
            f"{_UNTOUCHED} Declare it with its own account_sid; if it was made a moment ago, run again."
        )
    kind = _kind(live, listed)
    if kind is None or (kind is KeyType.RESTRICTED and live.permissions is None):
        elsewhere = "" if spec.region is Region.US1 else " Keys outside us1 are listed without flags."
        flags = ", ".join(sorted(listed.flags or ())) or "none"
        raise AdoptionError(
            f"What the {_described(live)} may do cannot be told: Twilio shows no policy for it, and its flags in the "
            f"list are: {flags}. {_UNTOUCHED} Look at it in the Console.{elsewhere}"
        )
    if kind is not spec.key_type:
        raise AdoptionError(
            f"The {_described(live)} is a {kind} key, and is declared as a {spec.key_type} one. {_UNTOUCHED} A key's "
            f'kind never changes: declare it with key_type="{kind}", or declare a new key without adopt_sid.'
        )
    return live


def _missing(missing: KeyNotFoundError, sid: str, spec: KeySpec, *, was_there: bool) -> AdoptionError:
    """What to say of a key that is not there; `was_there` tells whether Twilio showed it a moment before."""
    when, why, then = (
        (" any more", ", although it was there a moment ago", "Run again, or correct adopt_sid.")
        if was_there
        else ("", "", "Correct adopt_sid, or declare the key with its own account_sid or region.")
    )
    anew = "" if spec.key_type is KeyType.MAIN else " Where it was deleted, take adopt_sid out: then a key is made."
    return AdoptionError(
        f"There is no key {sid} in {_place(spec)}{when} ({missing.problem}){why}. {_UNTOUCHED} {then}{anew}"
    )


def _place(spec: KeySpec) -> str:
    return f"account {spec.account_sid} and Region {spec.region}"


def _kind(live: LiveKey, listed: LiveKey) -> KeyType | None:
    """The key's kind: only a restricted one has a policy (doc), the others are told by their flags."""
    if live.permissions is not None:
        return KeyType.RESTRICTED
    flags = frozenset(listed.flags or ())
    return next((kind for kind, telling in _FLAGS if flags & telling), None)


def _described(live: LiveKey) -> str:
    return f"key {live.friendly_name!r} ({live.sid})"


def _words(changes: Drift) -> str:
    """What making the key as it is declared does to it."""
    parts = (
        ("granted", ", ".join(map(str, changes.revoked))),
        ("revoked", ", ".join(map(str, changes.granted))),
        ("renamed", f"to {changes.renamed.old!r}" if changes.renamed else ""),
    )
    return "; ".join(f"{what} {which}" for what, which in parts if which)

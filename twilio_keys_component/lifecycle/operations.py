"""What happens to one key: diff, create, read, update, delete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from twilio_keys_component.lifecycle.comparing import drift, read_live, settle
from twilio_keys_component.lifecycle.errors import AnswerMismatchError, DriftError
from twilio_keys_component.lifecycle.gone import delete_or_gone, fetch_or_gone
from twilio_keys_component.lifecycle.guards import (
    Here,
    describe,
    guard_adoption,
    guard_defaults,
    guard_origin,
    is_only_forgotten,
    named,
)
from twilio_keys_component.lifecycle.inputs import UNKNOWN, Inputs, draft_of, place_of, spec_of, without_unknowns
from twilio_keys_component.lifecycle.protecting import (
    guard_deployer,
    guard_own_signer,
    guard_replacement,
    guard_signer_grant,
    guard_successor,
    signer_drift_next,
    signer_loss,
)
from twilio_keys_component.lifecycle.recovering import make, undo
from twilio_keys_component.lifecycle.states import (
    Found,
    Outcome,
    live_inputs,
    mismatch,
    new_secret,
    reapplied,
    state_of,
    with_live,
)
from twilio_keys_component.model import DriftMode, KeySpec, KeyState, LiveKey, Place, Region
from twilio_keys_component.reconcile import Accept, Annotate, Plan, Reassign, Refusal, Target, plan
from twilio_keys_component.twilio_iam import AnswerLostError, Connection, TwilioError


def diff(inputs: Inputs, state: KeyState, connection: Connection) -> Plan:
    """The changes that lead from `state` to what `inputs` ask for; unknown inputs count as unchanged. No call.

    Raises:
        OriginError: The key belongs to another place, or only the configuration changed.
        StateError: The inputs do not say which stack they come from.
        AdoptionError: The inputs adopt another key than this one.
        ProtectedKeyError: Deployments sign in with the key, and it would be replaced, or could manage keys no more.
    """
    here = Here(state.origin if inputs.get("origin") is UNKNOWN else place_of(inputs), connection.claims)
    guard_origin(state, connection, here)
    known = without_unknowns(inputs, state)
    guard_defaults(known, state, connection)
    guard_adoption(known, state)
    draft = draft_of(known, connection, state)
    changes = plan(draft, state).changes
    if Plan(changes).replaced_by and not is_only_forgotten(state):
        guard_origin(state, connection, here, ends=True)
    guard_replacement(Plan(changes), state, connection)
    guard_signer_grant(describe(state), state.sid, signer_loss(state.permissions, draft.permissions), connection)
    told: list[Annotate] = [*_reassigned(state, here.place)]
    if new_secret(known, state):
        told.append(Annotate("adopt_secret", "[secret]" if state.secret else None, "[secret]"))
    return Plan(tuple(sorted((*changes, *told), key=lambda change: isinstance(change, Accept))))


def create(inputs: Inputs, connection: Connection) -> Outcome:
    """Make the key. One call, two where Twilio refuses a wildcard; more after a lost answer, see `recovering`.

    Raises:
        AnswerMismatchError: Twilio made something else than was asked; it was deleted again where it certainly is what
            this call made, and the text says what may be left.
        CreateOutcomeUnknownError: The answer was lost, and what it made, if anything, could not be settled.
        ProtectedKeyError: The deployment signs in with the key whose place it would take.
        TwilioError: Twilio refused, or did not answer.
    """
    spec = spec_of(inputs, connection)
    guard_successor(spec, inputs, connection)
    made = make(spec, inputs, connection)
    catalog = connection.names.catalog
    key = read_live(made.created.key, spec.terms, catalog)
    if wrong := mismatch(spec.terms, key, catalog):
        raise AnswerMismatchError(" ".join((wrong, undo(spec, key, connection), *made.notes)))
    state = state_of(spec, key, inputs, secret=made.created.secret, endpoint=connection.endpoint_kind, adopted=False)
    return Outcome(state, made.notes + _announcements(spec))


def read(state: KeyState, connection: Connection, here: Here) -> Found | None:
    """The key as Twilio has it now; None if it is gone. One call, two to be sure that it is gone.

    One that was made a short while ago is looked for again before it is believed to be gone, see `fetch_or_gone`.

    The secret and what was last applied stay as they are.

    Args:
        state: The key.
        connection: The connection, as it was when the state was last deployed.
        here: The stack that this runs for.

    Raises:
        OriginError: The key belongs to another place, or its account does not answer.
        AnswerMismatchError: Twilio shows another kind of key.
        TwilioError: Twilio refused, or did not answer.
    """
    guard_origin(state, connection, here)
    fetched = fetch_or_gone(state, connection)
    if fetched is None:
        return None
    live = read_live(fetched, state.applied, connection.names.catalog)
    found = drift(state.applied, fetched.terms, connection.names.catalog)
    if found.other_kind:
        raise AnswerMismatchError(f"The {describe(state)} is declared as {state.key_type}: {found}. Look at the key.")
    then = signer_drift_next(found.granted, state.sid, connection) or _DRIFT_NEXT[state.on_drift]
    notes = (f"The {describe(state)} drifted: {found}. {then}",) if found else ()
    return Found(with_live(state, live), notes, inputs=live_inputs(state, live))


def update(inputs: Inputs, state: KeyState, connection: Connection) -> Outcome:
    """Make the key what `inputs` ask for: no call, one (`overwrite`), or a fetch and, if it differs, one more.

    The key that the deployment signs in with is fetched in every mode.

    Raises:
        OriginError: The key belongs to another place.
        ProtectedKeyError: The deployment signs in with it, and would lose what it manages keys by.
        DriftError: It was changed or deleted outside the code, and `on_drift` or prudence says to stop.
        AnswerMismatchError: Twilio answered with another name or grant than was sent.
        TwilioError: Twilio refused, or did not answer.
    """
    guard_origin(state, connection, Here(place_of(inputs), connection.claims))
    spec = spec_of(inputs, connection, state)
    if plan(spec, state).is_local:
        return Outcome(reapplied(state, spec, inputs))
    gateway = connection.gateway(state.account_sid, state.region)
    target, live = _target(spec, state, connection, is_named=bool(inputs.get("adopt_sid")))
    if live is not None:
        lost = signer_loss(live.permissions, target.terms.permissions)
        guard_signer_grant(describe(state), state.sid, lost, connection)
    if live is None or not target.terms.are_met_by(live.terms):
        with _telling_doubt():
            live = gateway.update(state.sid, target.terms)
        if wrong := mismatch(target.terms, live, connection.names.catalog):
            raise AnswerMismatchError(f"{wrong} Run `pulumi refresh` to see what it is now, and look at the key.")
    notes = (f"The {describe(state)}: {target}.",) if str(target) else ()
    seen = read_live(live, spec.terms, connection.names.catalog)
    return Outcome(reapplied(with_live(state, seen), spec, inputs), notes)


def delete(state: KeyState, connection: Connection, here: Here) -> tuple[str, ...]:
    """Revoke the key; one that is gone already is a success. One call, two to be sure that it is gone.

    One that was made a short while ago is tried again before it is believed to be gone, see `delete_or_gone`.

    A key that was adopted is forgotten, without a call, unless the code said to revoke it.

    Args:
        state: The key.
        connection: The connection, as it was when the state was last deployed.
        here: The stack that this runs for; what it claims must be its own before it is deleted.

    Returns:
        What a person should read, each a paragraph; often nothing.

    Raises:
        OriginError: The key belongs to another place, or its account does not answer.
        ProtectedKeyError: The deployment signs in with it, or it is declared as one that deployments sign in with.
        TwilioError: Twilio refused, or did not answer.
    """
    if is_only_forgotten(state):
        return (_FORGOTTEN.format(key=describe(state)),)
    guard_origin(state, connection, here, ends=True)
    guard_own_signer(state, connection)
    guard_deployer(state)
    with _telling_doubt():
        delete_or_gone(state, connection)
    return ()


_DRIFT_NEXT: Final = {
    DriftMode.TIGHTEN: "The next update removes what was granted outside, and does not grant again what was revoked.",
    DriftMode.OVERWRITE: "The next update makes it what the code says.",
    DriftMode.FAIL: "Updates stop until the change is undone at Twilio or taken over into the code.",
}

_FORGOTTEN: Final = (
    "The {key} was adopted, so it is forgotten and lives on at Twilio. Delete it in the Console if nobody uses it. "
    "(ResourceOptions(retain_on_delete=False) in the key's own opts, deployed before it is taken out of the code, "
    "revokes it with that.)"
)

_UNPROVEN_REGION: Final = (
    "The key {name} was made in {region} through the 2010 API of that Region, which nobody has proven to work: sign in "
    "with it before you rely on it."
)


def _reassigned(state: KeyState, place: Place) -> tuple[Reassign, ...]:
    """What an update records of where the key comes from: another stack's it was, or its stack has got an id."""
    was, will_be = named(state.origin), named(place)
    return () if was == will_be else (Reassign("origin", was, will_be),)


def _target(spec: KeySpec, state: KeyState, connection: Connection, *, is_named: bool) -> tuple[Target, LiveKey | None]:
    """What to send, and what Twilio has now, in its own spelling; without the latter where the code simply wins.

    `is_named` tells whether the code names the key in `adopt_sid`.
    """
    if spec.on_drift is DriftMode.OVERWRITE and not connection.signs_in_with(state.sid):
        return Target(spec.terms), None
    live = fetch_or_gone(state, connection)
    if live is None:
        step = "Take adopt_sid out of the code and run" if is_named else "Run"
        raise DriftError(
            f"The {describe(state)} was deleted outside the code, so it cannot be updated. {step} `pulumi refresh`, "
            "then `pulumi up` makes a new one."
        )
    settled = settle(spec, state.applied, live.terms, connection.names.catalog)
    if isinstance(settled, Refusal):
        raise DriftError(f"The {describe(state)} was not updated: {settled}.")
    return settled, live


@contextmanager
def _telling_doubt() -> Iterator[None]:
    """Say that a change may have been carried out, by an earlier try too, where the error does not show it.

    A proxy can put its own answer in the place of one that tells of a success. Lost answers say so themselves.
    """
    try:
        yield
    except TwilioError as error:
        if error.may_be_done and not isinstance(error, AnswerLostError):
            error.next_step = f"It may have been carried out: `pulumi refresh` shows it. {error.next_step}"
        raise


def _announcements(spec: KeySpec) -> tuple[str, ...]:
    if spec.region is Region.US1:
        return ()
    return (_UNPROVEN_REGION.format(name=spec.friendly_name, region=spec.region),)

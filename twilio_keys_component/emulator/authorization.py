"""Whether a signer may do what a request is for. It is decided here for every operation, before its handler runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.errors import TwilioError
from twilio_keys_component.emulator.wire import TwilioCall
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import Operation, Permission

_VERIFY: Final = "verify.twilio.com"
_ACCOUNTS: Final = ("/2010-04-01/Accounts.json", "/2010-04-01/Accounts/{Sid}.json")


def authorize(call: TwilioCall) -> None:
    """Check that the signer reaches the account of the path, and has all permissions that the operation needs.

    The body is looked at only after the operation's own permissions were found, for those that a parameter needs.

    Raises:
        TwilioError: 20003 for an account that is not reached (guess), and for a standard key on Keys or Accounts
            (live); 70051 for a restricted key that lacks a permission (live), wrapped in 8021 by Verify (live: the
            code), and for one that asks for an operation whose permission is not known (this emulator's rule).
    """
    _must_reach_account(call)
    operation = call.operation
    if not operation.is_known:
        _authorize_unknown(call)
        return
    _require(call, operation.permissions)
    extra = _extra(call)
    _require(call, extra)
    call.state.record.note_use(call.signer, operation, (*operation.permissions, *extra))


def _must_reach_account(call: TwilioCall) -> None:
    account_sid = call.match.arguments.get("AccountSid")
    if account_sid is None and call.operation.path in _ACCOUNTS:
        account_sid = call.match.arguments.get("Sid")
    if account_sid is not None:
        call.state.access.must_reach(call.signer, account_sid)


def _extra(call: TwilioCall) -> tuple[Permission, ...]:
    conditions = call.state.catalog.conditions(call.operation)
    if not conditions:
        return ()
    parameters = call.parameters
    return tuple(condition.permission for condition in conditions if condition.holds(parameters))


def _require(call: TwilioCall, permissions: Iterable[Permission]) -> None:
    for permission in permissions:
        if not call.signer.may(permission):
            call.state.record.note_refusal(call.signer, permission)
            raise _refused(call, permission)


def _refused(call: TwilioCall, permission: Permission) -> TwilioError:
    if call.signer.kind == KeyType.STANDARD:
        return errors.authenticate()
    if call.operation.host == _VERIFY:
        return errors.verify_permission_missing(permission)
    return errors.permission_missing(permission)


def _authorize_unknown(call: TwilioCall) -> None:
    """Fail closed: what a restricted key would need is not known, so it is refused."""
    operation, kind = call.operation, call.signer.kind
    if kind == KeyType.STANDARD and _is_about_accounts(operation):
        raise errors.authenticate()
    is_refused = kind == KeyType.RESTRICTED
    call.state.record.note_unknown(call.signer, operation, is_refused=is_refused)
    if is_refused:
        raise errors.permission_not_known(str(operation))


def _is_about_accounts(operation: Operation) -> bool:
    return operation.host == "api.twilio.com" and operation.path in _ACCOUNTS

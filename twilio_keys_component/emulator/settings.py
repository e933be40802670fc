"""How one emulator is set up: its accounts, its speed, and the open questions that it can answer either way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT

if TYPE_CHECKING:
    from twilio_keys_component.emulator.conditions import Conditions
    from twilio_keys_component.emulator.faults import Fault

DEFAULT_ACCOUNT_SID: Final = "ACe0000000000000000000000000000001"
"""The emulator's main account. Real account sids are random: one that starts with `ACe0` and zeros is never real."""

DEFAULT_AUTH_TOKEN: Final = "e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0"  # noqa: S105 - opens nothing but the emulator
"""The main account's auth token."""

DEFAULT_PORT: Final = 4010

MAX_DELAY_MS: Final = 600_000
"""The longest of all waits and lags: so long is remembered what a key was like."""


class EmulatorSettingsError(TwilioKeysError, ValueError):
    """Settings that no emulator can run with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmulatorSettings:
    """What an emulator starts with.

    Attributes:
        account_sid: The main account.
        auth_token: Its auth token.
        subaccounts: The auth token of each subaccount, by its sid.
        main_keys: The names of Main keys of the main account, which only the Console can make (doc).
        refuse_wildcards: Whether a policy with `*` is refused with 70002. Nobody knows which Twilio does (guess).
        conditions: What requests to Twilio's routes meet; None for the best.
        faults: What goes wrong with them.
        state_file: Where accounts, keys and what is made with them are kept; None for in memory only.
    """

    account_sid: str = DEFAULT_ACCOUNT_SID
    auth_token: str = field(default=DEFAULT_AUTH_TOKEN, repr=False)
    subaccounts: Mapping[str, str] = field(default_factory=dict, repr=False)
    main_keys: tuple[str, ...] = ()
    refuse_wildcards: bool = False
    conditions: Conditions | None = None
    faults: tuple[Fault, ...] = ()
    state_file: Path | None = None

    def __post_init__(self) -> None:
        for sid in (self.account_sid, *self.subaccounts):
            if not ACCOUNT_SID_FORMAT.fullmatch(sid):
                raise EmulatorSettingsError(
                    f"the emulator cannot have an account {sid!r}: a sid is AC and 32 hexadecimal digits; "
                    f"leave it out to get {DEFAULT_ACCOUNT_SID}"
                )
        if self.account_sid in self.subaccounts:
            raise EmulatorSettingsError(
                f"{self.account_sid} cannot be the main account and a subaccount: give the subaccount another sid"
            )
        if not all((self.auth_token, *self.subaccounts.values())):
            raise EmulatorSettingsError("an account has an empty auth token: give it any text")
        from twilio_keys_component.model import MAX_FRIENDLY_NAME  # late: a help text needs no pydantic

        for name in self.main_keys:
            if not 0 < len(name) <= MAX_FRIENDLY_NAME:
                raise EmulatorSettingsError(
                    f"a key cannot have a name of {len(name)} characters: give 1 to {MAX_FRIENDLY_NAME}"
                )

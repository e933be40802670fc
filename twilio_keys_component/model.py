"""The values that every layer speaks of: what is asked for, what was last applied, what Twilio has."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SecretStr, StringConstraints, model_validator

from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT

MAX_FRIENDLY_NAME: Final = 64
"""Characters in a key's name (live: 65 are refused with 70001)."""

STATE_SCHEMA: Final = 3
"""The number of the meaning of what lies in the state. It grows with every change of that, an added field included.

2 added `expires`, `reason`, `accept`, `deployer`, `revoke_adopted` and `adopted`; 3 added the origin's `stack_id`.
"""

AccountSid = Annotated[str, StringConstraints(pattern=f"^{ACCOUNT_SID_FORMAT.pattern}$")]
"""The sid of an account or subaccount (doc)."""

KeySid = Annotated[str, StringConstraints(pattern=f"^{KEY_SID_FORMAT.pattern}$")]
"""The sid of an API key (doc)."""

FriendlyName = Annotated[str, StringConstraints(min_length=1, max_length=MAX_FRIENDLY_NAME)]
"""A key's name (doc). Names need not be unique (doc)."""


class KeyType(StrEnum):
    """The kind of a key; it never changes after the key is made (doc)."""

    RESTRICTED = "restricted"
    STANDARD = "standard"
    MAIN = "main"


class Region(StrEnum):
    """A Twilio Region. A key works only in the Region it was made in (doc)."""

    US1 = "us1"
    IE1 = "ie1"
    AU1 = "au1"


class DriftMode(StrEnum):
    """What an update does about changes that were made outside the code."""

    TIGHTEN = "tighten"
    OVERWRITE = "overwrite"
    FAIL = "fail"


class EndpointKind(StrEnum):
    """What stands behind the configured endpoint."""

    TWILIO = "twilio"
    EMULATOR = "emulator"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)


class Terms(_Value):
    """The part of a key that can change after it is made: its name and its grant.

    A standard or main key has no permissions to declare: there `permissions` is None.
    """

    friendly_name: str | None = Field(description="The key's name; None where Twilio has none (live).")
    permissions: PermissionSet | None = Field(description="What the key may do; None for standard and main keys.")

    def are_met_by(self, live: Terms) -> bool:
        """Whether a key with the terms `live` is what these ask for; without a name they ask for none."""
        return self.permissions == live.permissions and self.friendly_name in (None, live.friendly_name)


class Annotations(_Value):
    """What the code says about a key, for reviewers and rules: kept in the state, never sent to Twilio."""

    owner: str | None = Field(default=None, description="Who answers for the key.")
    purpose: str | None = Field(default=None, description="What the key is for.")
    expires: date | None = Field(default=None, description="The last day on which the key is meant to exist.")
    reason: str | None = Field(default=None, description="Why the key must be what it is.")
    accept: tuple[str, ...] = Field(
        default=(), description="Risk tags and ids of rules that are taken knowingly, sorted."
    )
    deployer: bool = Field(default=False, description="Whether deployments sign in with the key.")
    revoke_adopted: bool = Field(
        default=False, description="Whether a key that was adopted is revoked when it is taken out of the code."
    )


class KeySpec(Annotations):
    """What the code asks for.

    Its own refusals are the last line of defence: users read those of `lifecycle.check`, all at once.
    """

    account_sid: AccountSid = Field(description="The account or subaccount that the key belongs to.")
    region: Region = Field(
        default=Region.US1, description="The Twilio Region; restricted keys exist in us1 only (doc)."
    )
    key_type: KeyType = Field(default=KeyType.RESTRICTED, description="The kind of the key.")
    friendly_name: FriendlyName | None = Field(
        description="The key's name, auto or explicit; None for an adopted key that keeps whatever it has."
    )
    permissions: PermissionSet | None = Field(
        default=None, description="What the key may do: required for restricted keys, None for the others."
    )
    on_drift: DriftMode = Field(
        default=DriftMode.TIGHTEN, description="What to do about changes made outside the code."
    )

    @model_validator(mode="after")
    def _permissions_fit_the_kind(self) -> Self:
        if self.key_type is KeyType.RESTRICTED and not self.permissions:
            raise ValueError("a restricted key has at least one permission")
        if self.key_type is not KeyType.RESTRICTED and self.permissions is not None:
            raise ValueError(f"a {self.key_type} key has no permissions of its own")
        if self.key_type is KeyType.RESTRICTED and self.region is not Region.US1:
            raise ValueError("restricted keys exist in us1 only")
        return self

    @property
    def terms(self) -> Terms:
        """The part of this that is sent to Twilio."""
        return Terms(friendly_name=self.friendly_name, permissions=self.permissions)


class Place(_Value):
    """One stack, told apart from its copies and namesakes by its id."""

    project: str = Field(description="The Pulumi project.")
    stack: str = Field(description="The Pulumi stack.")
    stack_id: str | None = Field(default=None, description="`twilio-keys:stackId`; None where the stack has none.")


class Origin(Place):
    """Where a key in the state comes from: the stack that made it, or took it over last."""

    endpoint: EndpointKind = Field(description="Real Twilio or a local emulator.")


class LiveKey(_Value):
    """What Twilio has now."""

    sid: KeySid = Field(description="The key's sid.")
    friendly_name: str | None = Field(description="The key's name; null when none was given (live).")
    permissions: PermissionSet | None = Field(
        description="The policy's entries; None for standard and main keys, and always None in a list (doc)."
    )
    flags: tuple[str, ...] | None = Field(default=None, description="Present only in a list (doc), such as `rest_api`.")
    date_created: str | None = Field(default=None, description="RFC 2822, in GMT.")
    date_updated: str | None = Field(default=None, description="RFC 2822, in GMT.")

    @property
    def terms(self) -> Terms:
        """The part of this that the code declares."""
        return Terms(friendly_name=self.friendly_name, permissions=self.permissions)


class CreatedKey(_Value):
    """The answer to a create: the only time that a key's secret can be seen (doc)."""

    key: LiveKey = Field(description="The key as Twilio made it.")
    secret: SecretStr = Field(description="32 characters, base62 (live).")


class KeyState(Annotations):
    """What was last applied and last seen, as Pulumi remembers it. Its annotations are those last applied."""

    schema_: int = Field(default=STATE_SCHEMA, alias="schema", ge=1, le=STATE_SCHEMA, description="See `STATE_SCHEMA`.")
    sid: KeySid = Field(description="The key's sid, also the resource's id.")
    secret: SecretStr | None = Field(description="The key's secret; None where it was adopted without one.")
    account_sid: AccountSid = Field(description="The account that the key belongs to.")
    region: Region = Field(description="The Twilio Region that the key was made in.")
    key_type: KeyType = Field(description="The kind of the key.")
    friendly_name: str | None = Field(description="The name last seen at Twilio.")
    permissions: PermissionSet | None = Field(description="The grant last seen at Twilio, in normal form.")
    applied: Terms = Field(description="The name and grant that the code last applied: the base for drift.")
    date_created: str | None = Field(description="RFC 2822, in GMT.")
    date_updated: str | None = Field(description="RFC 2822, in GMT.")
    origin: Origin = Field(description="Where the key comes from; any other place is refused.")
    inputs: dict[str, JsonValue] = Field(description="The resource's inputs when last applied; drift is shown on them.")
    on_drift: DriftMode = Field(description="As in KeySpec, when last applied.")
    adopted: bool = Field(default=False, description="Whether the key was taken over, not made by this project.")

    @property
    def terms(self) -> Terms:
        """The name and permissions last seen at Twilio."""
        return Terms(friendly_name=self.friendly_name, permissions=self.permissions)

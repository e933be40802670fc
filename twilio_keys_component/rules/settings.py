"""What a team can set about the rules: one model for the policy pack's configuration and for `[tool.twilio-keys]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic.alias_generators import to_camel
from pydantic.json_schema import SkipJsonSchema

from twilio_keys_component.errors import TwilioKeysError, masked
from twilio_keys_component.model import AccountSid
from twilio_keys_component.restrictions import RESTRICTION, asks_for_restriction
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT

NON_PRODUCTION: Final = (
    "demo",
    "dev",
    "development",
    "local",
    "pr-#",
    "preview",
    "sandbox",
    "staging",
    "test",
    "testing",
)
"""The names of stacks that are not production, where the settings do not say otherwise."""

SETTINGS_POLICY: Final = "settings"
"""The policy of the pack whose configuration the settings are."""

MAX_WAIVER_DAYS: Final = 90
"""How many days ahead a waiver may reach."""


class Level(StrEnum):
    """What breaking a rule does, in Pulumi's words: stop the deployment, warn, or nothing."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    DISABLED = "disabled"


class SettingsError(TwilioKeysError, ValueError):
    """Settings that cannot be used; the text lists everything that is wrong with them."""


_STACK_NAME: Final = r"^([A-Za-z0-9]+|#)([-_.]+([A-Za-z0-9]+|#))*$"
RULE_ID_FORMAT: Final = re.compile(r"^TK[0-9]{3}$")

StackName = Annotated[str, StringConstraints(pattern=_STACK_NAME)]
"""Words of a stack's name, joined by separators; `#` stands for any number."""

RuleId = Annotated[str, StringConstraints(pattern=RULE_ID_FORMAT.pattern)]


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _whole(value: object) -> object:
    """The engine hands every number of a policy's configuration over as a float."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Count = Annotated[int, BeforeValidator(_whole)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        hide_input_in_errors=True,
    )


def _level(value: object) -> object:
    """As the engine and TOML say it."""
    if isinstance(value, str) and value in list(Level):
        return Level(value)
    raise ValueError(f"a level is {', '.join(list(Level)[:-1])} or {list(Level)[-1]}")


LevelSetting = Annotated[Level | SkipJsonSchema[None], BeforeValidator(_level)]


class RuleLevels(_Part):
    """The levels of one rule; what is left out stays as the rule has it."""

    production: LevelSetting = Field(default=None, description="Its level in production.")
    elsewhere: LevelSetting = Field(default=None, description="Its level in other stacks.")


class Settings(_Part):
    """What a team can set about the rules. Its JSON Schema is `docs/schemas/settings.json`."""

    non_production: Annotated[tuple[StackName, ...], BeforeValidator(_tuple)] = Field(
        default=NON_PRODUCTION,
        description="The stacks that are not production: those whose name holds one of these as whole words, in any "
        "case. `#` stands for any number. All others are production.",
    )
    production_accounts: Annotated[tuple[AccountSid, ...], BeforeValidator(_tuple)] = Field(
        default=(), description="Sids of accounts whose keys are always production."
    )
    non_production_accounts: Annotated[tuple[AccountSid, ...], BeforeValidator(_tuple)] = Field(
        default=(), description="Sids of accounts whose keys are never production."
    )
    rules: dict[RuleId, RuleLevels] = Field(
        default={}, description="Levels of rules, by their ids.", json_schema_extra={"additionalProperties": False}
    )
    max_permissions: Count = Field(
        default=40, ge=1, le=100, description="TK203: permissions of one key; read and list count half."
    )
    max_products: Count = Field(default=5, ge=1, description="TK203: products of one key.")
    rotation_days: Count = Field(
        default=365, ge=1, description="TK302: days within which the `expires` of a key counts as its rotation."
    )
    waivers: str | None = Field(
        default=None,
        min_length=1,
        description="A file of waivers (TOML), relative to the file that holds the settings.",
    )
    permissions_overlay: str | None = Field(
        default=None,
        min_length=1,
        description="A file with permissions of your own (TOML), relative to the file that holds the settings.",
    )

    @model_validator(mode="after")
    def _an_account_is_one_or_the_other(self) -> Self:
        ever, never = self.production_accounts, {sid.casefold() for sid in self.non_production_accounts}
        both = sorted(sid for sid in {*ever} if sid.casefold() in never)
        if both:
            raise ValueError(f"{', '.join(both)} cannot be both in productionAccounts and in nonProductionAccounts")
        return self

    @classmethod
    def parse(cls, given: Mapping[str, Any], *, name: str, also: Iterable[str] = ()) -> Settings:
        """The settings in a mapping such as a policy's configuration or a table of a TOML file.

        Args:
            given: By the names of the JSON Schema.
            name: Where they stand, for the error.
            also: What else is wrong with them.

        Raises:
            SettingsError: Something is unknown, missing or wrong.
        """
        problems = {*also}
        try:
            settings = cls.model_validate(dict(given))
        except ValidationError as error:
            problems.update(_told(each) for each in error.errors(include_input=False, include_url=False))
        if problems:
            raise SettingsError(f"{name} cannot be used. Correct these: {'; '.join(sorted(problems))}")
        return settings


_PATTERNS: Final = {
    _STACK_NAME: "a stack's name is words joined by -, _ or ., without an organization or a project; # is any number",
    RULE_ID_FORMAT.pattern: "a rule's id is TK and three digits, such as TK201",
    f"^{ACCOUNT_SID_FORMAT.pattern}$": "an account's sid is AC and 32 hexadecimal digits",
}
"""What to say of a text that does not fit a pattern."""

_SHAPES: Final = {
    "dict_type": "write a table of rules, by their ids",
    "model_type": 'write a table of levels, such as {"production": "advisory"}',
    "tuple_type": "write a list",
}
"""What to say of a value of another kind than it must be."""

_KEY: Final = "[key]"
"""What pydantic puts after a name that is wrong itself."""


def _told(problem: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    location = [part for part in problem["loc"] if part != _KEY]
    place = masked(".".join(map(str, location)))
    message = _SHAPES.get(problem["type"], problem["msg"].removeprefix("Value error, "))
    message = _PATTERNS.get(problem.get("ctx", {}).get("pattern", ""), message)
    if problem["type"] == "extra_forbidden":
        message = _no_such(str(location[-1]), RuleLevels if len(location) > 1 else Settings)
    if problem["type"] in ("extra_forbidden", "string_pattern_mismatch") and asks_for_restriction(str(location[-1])):
        message = RESTRICTION
    return f"{place}: {message}" if place else message


def _no_such(name: str, part: type[_Part]) -> str:
    known = [to_camel(field) for field in part.model_fields]
    near = get_close_matches(to_camel(name), known, n=1)
    return f"there is no such setting: {f'did you mean {near[0]}?' if near else 'there are ' + ', '.join(known)}"

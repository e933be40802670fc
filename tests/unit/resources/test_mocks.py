"""Users test their own programs under Pulumi's mocks: keys take part in that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pulumi
import pytest
from pulumi.output import Unknown
from pulumi.runtime import rpc, settings

from tests.builders import ACCOUNT_SID, KEY_SID, LIST, READ, SECRET, SEND, STACK_ID
from twilio_keys_component import ApiKey, Permission, PermissionSet


class Mocks(pulumi.runtime.Mocks):
    """Answers as Twilio would, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, Any]] = {}

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        """A new resource's id and outputs."""
        self.asked[args.name] = args.inputs
        return KEY_SID, args.inputs | {"sid": KEY_SID, "secret": SECRET, "account_sid": ACCOUNT_SID}

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[Any, Any], None]:
        """No function is called."""
        return {}, None


@pytest.fixture(scope="session")
def loop() -> asyncio.AbstractEventLoop:
    """The loop of all mocked programs, which Python 3.13 no longer makes unasked.

    It stays the thread's own to the end, as the one that older Pythons make: failed programs leave tasks on it.
    """
    return asyncio.new_event_loop()


@pytest.fixture
def mocks(request: pytest.FixtureRequest, loop: asyncio.AbstractEventLoop) -> Iterator[Mocks]:
    """Mocks for one test; with the parameter True, in a preview."""
    mocks = Mocks()
    asyncio.set_event_loop(loop)
    pulumi.runtime.set_mocks(mocks, project="orders", stack="dev", preview=getattr(request, "param", False))
    yield mocks
    settings.reset_options(project="none", stack="none")


@contextmanager
def configured(settings: dict[str, str], *, secret: Sequence[str]) -> Iterator[None]:
    """Settings of ours for the programs of a block."""
    values = {f"twilio-keys:{name}": value for name, value in settings.items()}
    pulumi.runtime.set_all_config(values, [f"twilio-keys:{name}" for name in secret])
    try:
        yield
    finally:
        pulumi.runtime.set_all_config({})


def deployed(program: Callable[[], Any]) -> Any:
    """What the Output that `program` returns holds, once all its resources are registered."""
    results: list[Any] = []

    @pulumi.runtime.test  # type: ignore[untyped-decorator]  # Pulumi's has no types
    def run() -> pulumi.Output[None]:
        return pulumi.Output.from_input(program()).apply(results.append)

    run()
    return results[0] if results else None


def test_a_key_s_outputs_can_be_tested(mocks: Mocks) -> None:
    """The type token is the one that policies match on; `environment` has the names of Twilio's samples."""

    def program() -> Any:
        key = ApiKey("notifier", permissions=[SEND])
        return pulumi.Output.all(key.environment(), key.urn)

    environment, urn = deployed(program)

    assert environment == {
        "TWILIO_ACCOUNT_SID": ACCOUNT_SID,
        "TWILIO_API_KEY": KEY_SID,
        "TWILIO_API_KEY_SECRET": SECRET,
    }
    assert "pulumi-python:dynamic/twilio-keys:ApiKey::notifier" in urn


@pytest.mark.parametrize(
    "shape",
    [
        lambda: [SEND, "twilio/messaging/messages/read", SEND],
        lambda: (Permission.parse(SEND), READ),
        lambda: {READ, SEND},
        lambda: PermissionSet([READ, SEND]),
        lambda: pulumi.Output.from_input([SEND, READ]),
        lambda: [SEND, pulumi.Output.from_input(READ)],
        lambda: pulumi.Output.secret(PermissionSet([READ, SEND])),
    ],
    ids=["list", "tuple", "set", "PermissionSet", "output", "outputs", "secret"],
)
def test_every_shape_of_permissions_becomes_one_map(mocks: Mocks, shape: Callable[[], Any]) -> None:
    """Previews name each permission; order, repetition and the first slash do not matter; none is a secret."""
    deployed(lambda: ApiKey("notifier", permissions=shape()).sid)

    assert mocks.asked["notifier"]["grants"] == {SEND: True, READ: True}


_RISKS = ("TK201", "redirects")


@pytest.mark.parametrize(
    "arguments",
    [
        lambda: {"expires": date(2027, 1, 1), "accept": ["redirects", "TK201"]},
        lambda: {"expires": "2027-01-01", "accept": ("TK201", pulumi.Output.from_input("redirects"))},
        lambda: {"expires": pulumi.Output.from_input(date(2027, 1, 1)), "accept": pulumi.Output.secret([*_RISKS])},
    ],
    ids=["values", "texts", "outputs"],
)
def test_what_reviewers_read_has_one_form_on_the_wire(mocks: Mocks, arguments: Callable[[], Any]) -> None:
    """A date as text, and the accepted risks as a map, so that previews tell of each."""
    deployed(lambda: ApiKey("notifier", permissions=[SEND], reason="why", **arguments()).sid)

    asked = mocks.asked["notifier"]
    assert (asked["expires"], asked["reason"]) == ("2027-01-01", "why")
    assert asked["accept"] == dict.fromkeys(_RISKS, True)
    assert "deployer" not in asked


def test_a_time_of_day_is_refused(mocks: Mocks) -> None:
    """A `datetime` is a `date` to Python, and not here."""
    with pytest.raises(pulumi.RunError, match="key 'notifier': expires: a text of 25 characters is no date"):
        deployed(lambda: ApiKey("notifier", permissions=[SEND], expires=datetime(2027, 1, 1, tzinfo=UTC)).sid)


def test_awaitables_are_inputs_too(mocks: Mocks) -> None:
    """What Pulumi's `Input` allows is taken: a coroutine of permissions, and one of a name."""

    async def soon(value: Any) -> Any:
        return value

    def program() -> Any:
        return ApiKey("notifier", permissions=soon([LIST]), friendly_name=soon("Orders")).sid

    deployed(program)

    asked = mocks.asked["notifier"]
    assert (asked["grants"], asked["friendly_name"]) == ({LIST: True}, "Orders")
    assert "auto_name" not in asked


def test_a_name_is_drawn_only_where_none_is_given(mocks: Mocks) -> None:
    """Two declarations of the same logical name get different ones; an explicit name is alone."""
    names = []
    for _ in range(2):
        deployed(lambda: ApiKey("notifier", permissions=[SEND]).sid)
        names.append(mocks.asked["notifier"]["auto_name"])
    deployed(lambda: ApiKey("notifier", permissions=[SEND], friendly_name="Orders").sid)

    assert len(set(names)) == 2
    assert "auto_name" not in mocks.asked["notifier"]


@pytest.mark.parametrize("mocks", [True], indirect=True)
def test_a_preview_draws_no_name(mocks: Mocks) -> None:
    """In a preview the name is unknown, so that a saved plan does not fix it."""
    deployed(lambda: ApiKey("notifier", permissions=[SEND]).urn)

    assert isinstance(mocks.asked["notifier"]["auto_name"], Unknown)


def test_problems_end_the_test_with_their_texts(mocks: Mocks) -> None:
    """A wrong key fails the user's own test, and leaves the next one alone."""
    with pytest.raises(pulumi.RunError, match="key 'bad': permissions: a restricted key needs at least one"):
        deployed(lambda: ApiKey("bad").sid)

    deployed(lambda: ApiKey("good", permissions=[SEND]).sid)
    assert list(mocks.asked) == ["good"]


def test_a_malformed_permission_is_told_as_it_was_written(mocks: Mocks) -> None:
    """The preview of the user's own test names the offending text."""
    with pytest.raises(pulumi.RunError, match=r"key 'notifier': permissions: .*'twilio/messages'"):
        deployed(lambda: ApiKey("notifier", permissions=["twilio/messages"]).sid)


@pytest.mark.parametrize("is_secret", [True, False])
def test_credentials_in_the_clear_draw_a_warning(
    mocks: Mocks, caplog: pytest.LogCaptureFixture, is_secret: bool
) -> None:
    """A program can see whether a setting is a secret; its value is in no text."""
    token = "twilio-keys:authToken"
    settings = {"accountSid": ACCOUNT_SID, "authToken": SECRET}
    with configured(settings, secret=("authToken",) if is_secret else ()):
        deployed(lambda: ApiKey("notifier", permissions=[SEND]).sid)

    warned = f"{token} is not a secret and lies in the stack's file in the clear: set it with --secret" in caplog.text
    assert warned is not is_secret
    assert SECRET not in caplog.text


def test_a_key_carries_its_stacks_id_and_a_claim_is_warned_of(mocks: Mocks, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever claims is told to stop, at every run."""
    settings = {"accountSid": ACCOUNT_SID, "authToken": SECRET, "stackId": STACK_ID, "claim": "true"}
    with configured(settings, secret=("authToken",)):
        deployed(lambda: ApiKey("notifier", permissions=[SEND]).sid)

    assert mocks.asked["notifier"]["origin"] == {"project": "orders", "stack": "dev", "stack_id": STACK_ID}
    assert "Take it out after this `pulumi up`: `pulumi config rm twilio-keys:claim`" in caplog.text


def test_an_encrypted_stack_id_is_refused(mocks: Mocks) -> None:
    """A refresh and a destroy could not read it."""
    settings = {"accountSid": ACCOUNT_SID, "authToken": SECRET, "stackId": STACK_ID}
    with (
        configured(settings, secret=("authToken", "stackId")),
        pytest.raises(pulumi.RunError, match="twilio-keys:stackId: is a secret"),
    ):
        deployed(lambda: ApiKey("notifier", permissions=[SEND]).sid)


@pytest.mark.parametrize("name", ["referrers", "allowed_domains", "ip_allowlist", "cidr", "http_referer"])
def test_a_restriction_that_twilio_has_not_is_explained(mocks: Mocks, name: str) -> None:
    """Whoever asks for a restriction by referrer, domain or IP address reads what there is instead."""
    arguments: dict[str, Any] = {name: ["example.com"]}

    with pytest.raises(pulumi.RunError, match=f"{name}: Twilio cannot restrict a key by referrer, domain or IP"):
        deployed(lambda: ApiKey("notifier", permissions=[SEND], **arguments).sid)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"permission": [SEND]}, "unexpected keyword argument 'permission'"),
        ({"permissions": SEND}, "must be a list of texts or a PermissionSet, not str"),
        ({"permissions": [SEND], "accept": "TK201"}, "accept must be a list of texts, not str"),
        ({"permissions": [SEND], "deployer": pulumi.Output.from_input(True)}, "deployer must be True or False when"),
        ({"permissions": 5}, "must be a list of texts or a PermissionSet, not int"),
    ],
)
def test_a_mistake_of_the_program_is_a_type_error(mocks: Mocks, arguments: dict[str, Any], told: str) -> None:
    """It points at the line where the key is declared."""
    with pytest.raises(TypeError, match=told):
        ApiKey("notifier", **arguments)


def test_an_adopted_key_draws_no_name_and_hides_its_secret(mocks: Mocks) -> None:
    """Under mocks the same sid twice is no mistake: all tests of a process share one stack."""
    for _ in range(2):
        deployed(lambda: ApiKey("legacy", key_type="main", adopt_sid=KEY_SID, adopt_secret=SECRET).sid)

    asked = mocks.asked["legacy"]
    assert (asked["adopt_sid"], asked["key_type"]) == (KEY_SID, "main")
    assert asked["adopt_secret"] == {rpc._special_sig_key: rpc._special_secret_sig, "value": SECRET}
    assert asked.keys().isdisjoint({"auto_name", "revoke_adopted"})


@pytest.mark.parametrize(("retain", "revokes"), [(False, True), (True, None), (None, None)])
def test_whether_an_adopted_key_goes_is_told_to_the_provider(
    mocks: Mocks, retain: bool | None, revokes: bool | None
) -> None:
    """The engine keeps its own options to itself."""
    options = pulumi.ResourceOptions(retain_on_delete=retain)
    deployed(lambda: ApiKey("notifier", permissions=[SEND], opts=options).sid)

    assert mocks.asked["notifier"].get("revoke_adopted") is revokes


def test_a_key_without_its_secret_gives_no_environment(mocks: Mocks, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of what an application needs would fail later, and elsewhere."""
    monkeypatch.setattr(f"{__name__}.SECRET", None)
    with pytest.raises(pulumi.RunError, match=f"the secret of the key {KEY_SID} is not known here.*adopt_secret"):
        deployed(lambda: ApiKey("legacy", key_type="main", adopt_sid=KEY_SID).environment())


@pytest.mark.parametrize(("late", "sid"), [(KEY_SID, KEY_SID), (None, "")])
def test_a_sid_that_turns_out_to_be_none_is_no_wish_for_a_new_key(mocks: Mocks, late: str | None, sid: str) -> None:
    """It reaches the check as a sid that is wrong, with or without a declared name."""
    adopted: Any = pulumi.Output.from_input(late)
    deployed(lambda: ApiKey("notifier", permissions=[SEND], friendly_name="orders", adopt_sid=adopted).sid)

    assert mocks.asked["notifier"]["adopt_sid"] == sid

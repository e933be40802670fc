"""What is wrong is said in the preview, all of it at once, and nothing is sent."""

from __future__ import annotations

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

PROGRAM = """
ApiKey("long-name", friendly_name="n" * 65, permissions=["/twilio/messaging/messages/create"])
ApiKey("too-many", permissions=[f"/twilio/messaging/resource{n}/read" for n in range(101)])
ApiKey("malformed", permissions=["/twilio/messaging/messages", "/twilio/*", "messages"])
ApiKey("by-referrer", permissions=["/twilio/messaging/messages/create"], referrers=["https://example.com"])
ApiKey("by-domain", permissions=["/twilio/messaging/messages/create"], allowed_domains=["example.com"])
ApiKey("by-address", permissions=["/twilio/messaging/messages/create"], ip_allowlist=["192.0.2.1"])
ApiKey("without")
ApiKey("elsewhere", region="ie1", permissions=["/twilio/messaging/messages/create"])
ApiKey("nowhere", region="mars", key_type="standard")
ApiKey("signer", key_type="standard", permissions=["/twilio/messaging/messages/create"])
ApiKey("main-key", key_type="main")
ApiKey("any-key", key_type="any", permissions=["/twilio/messaging/messages/create"], on_drift="ignore")
ApiKey("sid", account_sid="AC123", permissions=["/twilio/messaging/messages/create"])
ApiKey("several", friendly_name=" ", owner=5, account_sid="SK12", permissions=["/x"])
"""

EXPECTED = (
    "key 'long-name': friendly_name: has 65 characters and Twilio takes at most 64: shorten it, or leave it out",
    "key 'too-many': permissions: 101 permissions do not fit into one key: Twilio takes at most 100.",
    "Split the work over several keys",
    "key 'malformed': permissions: ",
    "key 'by-referrer': referrers: Twilio cannot restrict a key by referrer, domain or IP address: declare exactly",
    "key 'by-domain': allowed_domains: Twilio cannot restrict a key",
    "key 'by-address': ip_allowlist: Twilio cannot restrict a key",
    "Public Key Client Validation",
    "key 'without': permissions: a restricted key needs at least one: list exactly what its user does",
    "key 'elsewhere': region: restricted keys exist in us1 only, not in ie1: leave the region out, or declare",
    "key 'nowhere': region: 'mars' is none of us1, ie1, au1",
    "key 'signer': permissions: a standard key may do everything and takes no permissions: leave them out, or declare",
    "key 'main-key': key_type: Twilio's API cannot make a Main key, only the Console can",
    "key 'any-key': key_type: 'any' is none of restricted, standard",
    "key 'any-key': on_drift: 'ignore' is none of tighten, overwrite, fail",
    "key 'sid': account_sid: is no account sid: AC and 32 hexadecimal digits, as the Console shows it",
    "key 'several': friendly_name: must not be empty",
    "key 'several': owner: must be a text, not int",
    "key 'several': account_sid: is no account sid",
    "key 'several': permissions: ",
    "configuration: twilio-keys:endpoint: ",
    "use https, or an emulator on loopback",
    "configuration: twilio-keys:authToken: is missing, and so is twilio-keys:apiKey: give one of the two",
)


def test_every_problem_of_a_program_is_in_one_preview(stack: Deployment, twilio: LocalTwilio) -> None:
    """Each with the key, the property, the reason and a way out; the exit code is not 0."""
    stack.configure(endpoint="http://twilio.example.com:4010", authToken=None)

    refused = stack.preview(program=PROGRAM, fails=True)

    assert [text for text in EXPECTED if text not in refused.text] == []
    malformed = [line for line in refused.text.splitlines() if "key 'malformed': permissions" in line]
    assert len(set(map(str.strip, malformed))) == 3
    assert twilio.requests() == []
    assert len([line for line in stack.up(fails=True).text.splitlines() if "too-many" in line]) > 0
    assert (twilio.requests(), stack.key_states()) == ([], [])


@pytest.mark.parametrize(
    ("settings", "environment", "told"),
    [
        ({"accountSid": None, "authToken": None}, {}, "no credentials: set twilio-keys:accountSid with"),
        (
            {"accountSid": None, "authToken": None, "allowEnvironment": "false"},
            {"TWILIO_ACCOUNT_SID": "ACe0000000000000000000000000000001", "TWILIO_AUTH_TOKEN": "e0" * 16},
            "twilio-keys:allowEnvironment=false forbids those of the environment",
        ),
        (
            {"accountSid": None, "authToken": None},
            {"TWILIO_ACCOUNT_SID": "ACe0000000000000000000000000000001", "TWILIO_API_KEY": "SK" + "0" * 32},
            "TWILIO_API_KEY_SECRET: is missing: TWILIO_API_KEY is given",
        ),
        ({"authToken": None}, {}, "twilio-keys:authToken: is missing, and so is twilio-keys:apiKey"),
        ({"apiKey": "SK" + "0" * 32}, {}, "twilio-keys:apiKeySecret: is missing: twilio-keys:apiKey is given"),
        ({"endpoint": "http://192.0.2.1"}, {}, "use https, or an emulator on loopback"),
    ],
    ids=["none", "environment forbidden", "half in the environment", "half", "two halves", "plain http"],
)
def test_settings_that_cannot_work_stop_the_preview(
    stack: Deployment,
    twilio: LocalTwilio,
    settings: dict[str, str | None],
    environment: dict[str, str],
    told: str,
) -> None:
    """What is missing is named, and how to give it; sets from two sources are never mixed."""
    stack.configure(**settings)

    refused = stack.preview(program=declared(SEND), fails=True, environment=environment)

    assert told in refused.text
    assert twilio.requests() == []


def test_missing_credentials_are_told_beside_all_other_problems(stack: Deployment, twilio: LocalTwilio) -> None:
    """One run is enough to see that there are no credentials and that a name is too long."""
    stack.configure(accountSid=None, authToken=None)

    refused = stack.preview(program=declared(SEND, friendly_name="n" * 65), fails=True)

    assert "no credentials: set twilio-keys:accountSid" in refused.text
    assert "has 65 characters" in refused.text


def test_an_argument_that_does_not_exist_is_a_mistake_of_the_program(stack: Deployment, twilio: LocalTwilio) -> None:
    """A misspelt argument is Python's own `TypeError`, which names it."""
    stack.write(declared(SEND, permission="x"))

    with pytest.raises(AssertionError, match="got an unexpected keyword argument 'permission'"):
        stack.preview(fails=True)

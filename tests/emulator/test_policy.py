"""What Twilio takes as a policy, and how it answers one."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings
from twilio_keys_component.permissions import ACTIONS, load_catalog

KEYS = "iam.twilio.com/v1/Keys"
_NOT_THE_SHAPE = "Policy must be an object with the list 'allow'"
_MANY = sorted(str(permission) for permission in load_catalog().entries if not permission.is_wildcard)


def _data(account_sid: str, policy: Any) -> dict[str, str]:
    text = policy if isinstance(policy, str) else json.dumps(policy)
    return {"AccountSid": account_sid, "KeyType": "restricted", "Policy": text}


@pytest.mark.parametrize(
    ("policy", "code", "message"),
    [
        ("{", 70002, "Policy is not valid JSON"),
        ("[" * 100_000, 70002, "Policy is not valid JSON"),
        ([], 70002, _NOT_THE_SHAPE),
        ({}, 70002, _NOT_THE_SHAPE),
        ({"allow": "x"}, 70002, _NOT_THE_SHAPE),
        ({"allow": [_MANY[0]], "deny": []}, 70002, _NOT_THE_SHAPE),
        ({"allow": [1]}, 70002, "assertion '1' is invalid"),
        ({"allow": ["/twilio/x/y"]}, 70002, "assertion '/twilio/x/y' is invalid"),
        ({"allow": ["/twilio/x/y/read"]}, 70002, "assertion '/twilio/x/y/read' is invalid"),
        ({"allow": ["/twilio/x/y/*"]}, 70002, "assertion '/twilio/x/y/*' is invalid"),
        ({"allow": ["/twilio/*"]}, 70002, "assertion '/twilio/*' is invalid"),
        (
            {"allow": ["twilio/messaging/messages/read"]},
            70002,
            "assertion 'twilio/messaging/messages/read' is invalid",
        ),
        ({"allow": []}, 70001, "Policy must allow at least one permission"),
        ({"allow": _MANY[:101]}, 70001, "Policy must not have more than 100 permissions"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_policy_is_refused_and_makes_no_key(
    ask: Any, owner: Any, server: Any, fails: Any, policy: Any, code: int, message: str
) -> None:
    """One bad entry or another shape refuses the whole policy, and no key is made."""
    fails(ask("POST", KEYS, auth=owner, data=_data(owner[0], policy)), 400, code, message)
    assert server.state.keys.all() == []


def test_bad_policy_changes_no_key(ask: Any, owner: Any, make_key: Any, fails: Any) -> None:
    """An update is refused for the same reasons as a create."""
    sid, _ = make_key("restricted", _MANY[0])
    answer = ask("POST", f"{KEYS}/{sid}", auth=owner, data={"Policy": '{"allow":["/twilio/x/y"]}'})
    fails(answer, 400, 70002, "assertion '/twilio/x/y' is invalid")
    assert ask("GET", f"{KEYS}/{sid}", auth=owner).json()["policy"] == {"allow": [_MANY[0]]}


def test_hundred_entries_are_taken_and_come_back_in_another_order(ask: Any, owner: Any) -> None:
    """100 entries fit. Their order is not kept, and is the same in every answer."""
    asked = [f for f in _MANY if not f.startswith("/twilio/messaging/")][:100]
    answers = [
        ask("POST", KEYS, auth=owner, data=_data(owner[0], {"allow": order})).json()["policy"]["allow"]
        for order in (asked, asked[::-1])
    ]
    assert answers[0] == answers[1]
    assert answers[0] not in (asked, asked[::-1], sorted(answers[0]))


def test_all_five_actions_come_back_as_a_wildcard(ask: Any, owner: Any) -> None:
    """A resource with all five actions is answered as one entry with `*`, the others as they were."""
    five = [f"/twilio/messaging/messages/{action}" for action in ACTIONS]
    answer = ask("POST", KEYS, auth=owner, data=_data(owner[0], {"allow": [*five, "/twilio/voice/calls/read"]}))
    assert sorted(answer.json()["policy"]["allow"]) == ["/twilio/messaging/messages/*", "/twilio/voice/calls/read"]


def test_wildcard_over_a_known_resource_is_taken(ask: Any, owner: Any) -> None:
    """By default a wildcard over the actions of a known resource is taken."""
    policy = {"allow": ["/twilio/messaging/messages/*"]}
    assert ask("POST", KEYS, auth=owner, data=_data(owner[0], policy)).json()["policy"] == policy


def test_wildcard_is_refused_where_asked(session: requests.Session, fails: Any) -> None:
    """With `refuse_wildcards` a wildcard is an unknown permission; five actions are still answered as one."""
    with EmulatorServer.run(EmulatorSettings(refuse_wildcards=True)) as server:
        answers = [
            session.post(
                f"{server.url}/{KEYS}",
                auth=(server.account_sid, server.auth_token),
                data=_data(
                    server.account_sid, {"allow": [f"/twilio/messaging/messages/{action}" for action in actions]}
                ),
                timeout=10,
            )
            for actions in ("*", ACTIONS)
        ]
    fails(answers[0], 400, 70002, "assertion '/twilio/messaging/messages/*' is invalid")
    assert answers[1].json()["policy"] == {"allow": ["/twilio/messaging/messages/*"]}


def test_duplicates_count_once_in_the_answer(ask: Any, owner: Any) -> None:
    """An entry that is given twice is one grant."""
    answer = ask("POST", KEYS, auth=owner, data=_data(owner[0], {"allow": [_MANY[0]] * 2}))
    assert answer.json()["policy"] == {"allow": [_MANY[0]]}

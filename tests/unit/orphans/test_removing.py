"""Looking for orphans in real accounts, and removing them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from tests.builders import KEY_SID, OTHER_ACCOUNT_SID, SEND
from tests.unit.local_twilio import OTHER_AUTH_TOKEN, LocalTwilio, connect, owner, signer
from tests.unit.orphans.exports import creating, key, name_of, provider, snapshot
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.orphans import (
    NotSettledError,
    Orphan,
    OrphanError,
    Site,
    Snapshot,
    StackMovedError,
    remove,
)
from twilio_keys_component.orphans.removing import APART_S, LAG_S, MOST_LOOKS
from twilio_keys_component.twilio_iam import Connection, CredentialsError, KeyNotFoundError, TwilioError

PENDING = snapshot(pending=(creating(),))


@pytest.fixture
def site(connection: Connection) -> Site:
    """A stack with one pending create, in the account of the emulator."""
    return Site(read=lambda: PENDING, connection=connection)


@pytest.fixture
def orphan(site: Site, twilio: LocalTwilio) -> Orphan:
    """What that create made."""
    twilio.make_key("restricted", SEND, friendly_name=name_of())
    (found,) = site.look().orphans.proven
    twilio.forget()
    return found


def never(_seconds: float) -> None:
    """Fails the test if anybody waits."""
    pytest.fail("nothing was to be waited for")


def reading(*snapshots: Snapshot) -> Callable[[], Snapshot]:
    """Gives one after the other, and the last for ever."""
    left = list(snapshots)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_an_orphan_is_fetched_and_then_deleted(site: Site, orphan: Orphan, twilio: LocalTwilio) -> None:
    """Its name is looked at once more right before; nothing else is touched."""
    other, _ = twilio.make_key("standard", friendly_name="somebody-else")
    remove(orphan, site, PENDING)
    assert [*twilio.all_keys()] == [other]
    assert twilio.methods() == ["GET", "DELETE"]


def test_a_key_that_was_renamed_meanwhile_is_left_alone(site: Site, orphan: Orphan, twilio: LocalTwilio) -> None:
    """Somebody looks after it."""
    twilio.change_key(orphan.sid, friendly_name="mine now")
    with pytest.raises(OrphanError, match="was renamed from notifier-"):
        remove(orphan, site, PENDING)
    assert twilio.methods() == ["GET"]


def test_nothing_is_removed_once_the_stack_changed(connection: Connection, orphan: Orphan, twilio: LocalTwilio) -> None:
    """A deployment that runs may be saving that very key."""
    saved = snapshot(key("notifier", orphan.sid))
    with pytest.raises(StackMovedError, match="Wait until that deployment has ended"):
        remove(orphan, Site(read=lambda: saved, connection=connection), PENDING)
    assert orphan.sid in twilio.all_keys()


def test_an_orphan_that_is_gone_already_is_well_gone(site: Site, orphan: Orphan, twilio: LocalTwilio) -> None:
    """No error, if its account lists it no more."""
    twilio.remove_key(orphan.sid)
    remove(orphan, site, PENDING)
    assert twilio.methods() == ["GET", "GET"]


def test_a_lost_answer_to_the_deletion_is_no_failure(
    site: Site, orphan: Orphan, twilio: LocalTwilio, no_waiting: None
) -> None:
    """The second try finds it gone."""
    twilio.fault("drop_after", method="DELETE")
    remove(orphan, site, PENDING)
    assert twilio.all_keys() == {}


def test_a_key_that_is_listed_and_cannot_be_fetched_is_not_believed_gone(
    site: Site, orphan: Orphan, twilio: LocalTwilio
) -> None:
    """A fetch can lag behind."""
    body = {"code": 20404, "message": "not found", "status": 404}
    twilio.fault("answer", method="GET", path=f".*{orphan.sid}", status=404, body=body)
    with pytest.raises(KeyNotFoundError):
        remove(orphan, site, PENDING)
    assert orphan.sid in twilio.all_keys()


def test_a_refused_deletion_is_told(site: Site, orphan: Orphan, twilio: LocalTwilio) -> None:
    """In Twilio's words."""
    twilio.fault("answer", method="DELETE", status=403, body={"code": 20003, "message": "Authenticate", "status": 403})
    with pytest.raises(TwilioError, match=f"delete the key {orphan.sid}"):
        remove(orphan, site, PENDING)


def test_a_key_that_the_deployment_signs_in_with_is_never_listed(twilio: LocalTwilio) -> None:
    """Even if its name looks like an orphan's."""
    sid, secret = twilio.make_key("main", friendly_name=name_of())
    with closing(connect(twilio.url, signer(sid, secret))) as own:
        orphans = Site(read=lambda: PENDING, connection=own).look().orphans
    assert (orphans.proven, orphans.suspected) == ((), ())


def test_every_account_of_the_stack_is_looked_at(twilio: LocalTwilio) -> None:
    """Subaccounts are, with credentials of their own."""
    stack = snapshot(pending=(creating(account_sid=OTHER_ACCOUNT_SID),))
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=name_of(), account_sid=OTHER_ACCOUNT_SID)
    with closing(connect(twilio.url, owner(), owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN))) as both:
        (orphan,) = Site(read=lambda: stack, connection=both).look().orphans.proven
    assert (orphan.sid, orphan.account_sid) == (sid, OTHER_ACCOUNT_SID)


def test_keys_of_other_regions_are_looked_at_where_the_stack_has_some(
    connection: Connection, twilio: LocalTwilio
) -> None:
    """There they are listed by the API of that Region."""
    stack = snapshot(pending=(creating(region="ie1", key_type="standard"),))
    sid, _ = twilio.make_key("standard", friendly_name=name_of(), region="ie1")
    (orphan,) = Site(read=lambda: stack, connection=connection).look().orphans.proven
    assert (orphan.sid, orphan.region) == (sid, "ie1")


def test_an_account_that_is_not_reached_stops_the_search(connection: Connection) -> None:
    """«No orphans» would be wrong: the error names the account."""
    stack = snapshot(pending=(creating(account_sid=OTHER_ACCOUNT_SID),))
    with pytest.raises(CredentialsError, match=OTHER_ACCOUNT_SID):
        Site(read=lambda: stack, connection=connection).look()


def test_a_region_that_is_not_known_stops_the_search(connection: Connection) -> None:
    """As above."""
    stack = snapshot(key("future", KEY_SID, outputs={"region": "jp1"}))
    with pytest.raises(OrphanError, match="Region jp1, which this version does not know"):
        Site(read=lambda: stack, connection=connection).look()


def test_keys_at_another_endpoint_stop_the_search(connection: Connection) -> None:
    """An emulator knows nothing of keys made at Twilio itself, and would say that there are none."""
    stack = snapshot(provider(endpoint=None), pending=(creating(),), has_provider=False)
    with pytest.raises(OrphanError, match=r"keys are at Twilio itself .* lead to a local emulator"):
        Site(read=lambda: stack, connection=connection).look()


def test_without_a_pending_create_nothing_is_waited_for(connection: Connection) -> None:
    """Nothing can be proven then."""
    stack = snapshot(key("notifier", KEY_SID), pending=(creating("old", "deleting"),))
    assert Site(read=lambda: stack, connection=connection).look_until_steady(never).snapshot == stack


def test_what_a_killed_deployment_still_makes_is_waited_for(site: Site, twilio: LocalTwilio) -> None:
    """Two looks a while apart must agree."""
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 1:
            twilio.make_key("restricted", SEND, friendly_name=name_of())

    assert len(site.look_until_steady(wait).orphans.proven) == 1
    assert waited == [APART_S] * 2


@pytest.mark.parametrize(
    "pending", [creating(), creating(auto_name=None, friendly_name="order-notifier")], ids=["automatic", "explicit"]
)
def test_what_a_lagging_list_does_not_show_yet_is_waited_for(
    connection: Connection, twilio: LocalTwilio, pending: dict[str, Any]
) -> None:
    """As long as create recovery waits for the same list: two looks at one that lags agree too soon."""
    name = pending["resource"]["inputs"].get("friendly_name", name_of())
    stack, waited = snapshot(pending=(pending,)), list[float]()

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if sum(waited) == LAG_S - APART_S:
            twilio.make_key("restricted", SEND, friendly_name=name)

    look = Site(read=lambda: stack, connection=connection).look_until_steady(wait)
    assert [each.friendly_name for each in (*look.orphans.proven, *look.orphans.suspected)] == [name]


def test_it_is_waited_for_at_least_as_long_as_create_recovery_looks(site: Site) -> None:
    """The same list, the same lag."""
    waited: list[float] = []
    site.look_until_steady(waited.append)
    pauses = [min(LOOKS.wait_initial_s * 2**number, LOOKS.wait_max_s) for number in range(LOOKS.attempts - 1)]
    assert sum(waited) == LAG_S >= sum(pauses)


def test_an_adoption_that_is_pending_makes_no_key(connection: Connection) -> None:
    """It has no name that a list could lack."""
    waited: list[float] = []
    stack = snapshot(pending=(creating(auto_name=None, adopt_sid=KEY_SID),))
    Site(read=lambda: stack, connection=connection).look_until_steady(waited.append)
    assert waited == [APART_S]


def test_a_key_that_is_saved_while_one_looks_is_none(connection: Connection, twilio: LocalTwilio) -> None:
    """It was not an orphan but a deployment that ran."""
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=name_of())
    read = reading(PENDING, snapshot(key("notifier", sid)))
    look = Site(read=read, connection=connection).look_until_steady(lambda _: None)
    assert look.orphans.proven == ()


def test_a_stack_that_never_comes_to_rest_is_refused(connection: Connection) -> None:
    """Within a bounded time."""
    waited: list[float] = []
    read = reading(*(snapshot(pending=(creating(f"key-{number}"),)) for number in range(MOST_LOOKS + 2)))
    with pytest.raises(NotSettledError, match="a deployment runs"):
        Site(read=read, connection=connection).look_until_steady(waited.append)
    assert len(waited) == MOST_LOOKS

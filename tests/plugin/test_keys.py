"""What `twilio_emulator` hands out: clients, keys and environments with exactly the permissions that were asked for."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import HEAD, RunTests

pytest_plugins = ["pytester"]


def test_a_client_may_do_what_it_was_given_and_nothing_else(run_tests: RunTests) -> None:
    """The key is a restricted one: what is not on its list is refused with 70051, in Twilio's words."""
    done = run_tests(
        HEAD
        + """
def test_sends(twilio_emulator):
    message = send(twilio_emulator.client(SEND))
    with pytest.raises(TwilioRestException, match="messaging/messages/read is missing") as refused:
        message.fetch()
    assert (refused.value.status, refused.value.code) == (401, 70051)
"""
    )
    done.assert_outcomes(passed=1)


def test_permissions_are_given_in_any_form(run_tests: RunTests) -> None:
    """Texts, permissions, lists and sets, mixed, mean the same."""
    done = run_tests(
        HEAD
        + """
@pytest.mark.parametrize("given", [
    [SEND, READ], [[SEND, READ]], [PermissionSet([SEND, READ])], [Permission.parse(SEND), (READ,)],
])
def test_sends_and_reads(twilio_emulator, given):
    assert send(twilio_emulator.client(*given)).fetch().body == "Hello"
"""
    )
    done.assert_outcomes(passed=4)


def test_a_profile_is_given_by_its_name(run_tests: RunTests) -> None:
    """A text without a slash names a profile; a name that there is not is an error that lists the others."""
    done = run_tests(
        HEAD
        + """
from twilio_keys_component.permissions.profiles import UnknownProfileError

def test_profile(twilio_emulator):
    client = twilio_emulator.client("call-reporting", SEND)
    assert client.calls.list() == []
    send(client)
    with pytest.raises(UnknownProfileError, match="call-reporting"):
        twilio_emulator.client("call-reports")
"""
    )
    done.assert_outcomes(passed=1)


def test_the_marker_gives_the_default_key(run_tests: RunTests) -> None:
    """The nearest marker names the permissions of the one key that all calls without permissions share."""
    done = run_tests(
        HEAD
        + """
@pytest.mark.twilio_permissions(SEND)
class TestDefault:
    def test_of_the_class(self, twilio_emulator):
        client, key = twilio_emulator.client(), twilio_emulator.key()
        assert (client.username, client.password) == key == twilio_emulator.environment()
        with pytest.raises(TwilioRestException, match="messages/read"):
            send(client).fetch()

    @pytest.mark.twilio_permissions([SEND, READ])
    def test_nearer(self, twilio_emulator):
        send(twilio_emulator.client()).fetch()
"""
    )
    done.assert_outcomes(passed=2)


def test_no_permission_is_no_key(run_tests: RunTests) -> None:
    """Twilio has no restricted key without a permission; the error names the two ways to give some."""
    done = run_tests(
        HEAD
        + """
@pytest.mark.parametrize("given", [(), ([],)])
def test_nothing(twilio_emulator, given):
    with pytest.raises(EmulatorUseError, match="at least one permission.*mark.twilio_permissions"):
        twilio_emulator.client(*given)
"""
    )
    done.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("/twilio/mesaging/message/create", "did you mean /twilio/messaging/messages/create"),
        ("/twilio/qqqq/zzzz/create", "not a known permission."),
        ("/twilio/qqqq/zzzz/*", "not a known permission."),
    ],
)
def test_an_unknown_permission_is_refused(run_tests: RunTests, written: str, told: str) -> None:
    """Twilio would refuse the whole key."""
    done = run_tests(f"def test_typo(twilio_emulator):\n    twilio_emulator.key({written!r})\n")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([f"E *EmulatorUseError: {written.replace('*', '[*]')} is *{told}*"])


def test_an_overlay_makes_permissions_known(run_tests: RunTests, pytester: pytest.Pytester) -> None:
    """The file is named in pytest's settings, from the folder of the settings."""
    pytester.makefile(
        ".toml",
        own="""[[permissions]]
permission = "/twilio/own/things/read"
evidence = "live"
access = "read"

[[resources]]
product = "own"
resource = "things"
description = "Things of our own"
""",
    )
    pytester.makeini("[pytest]\ntwilio_permissions_overlay = own.toml\n")
    done = run_tests(
        "def test_own(twilio_emulator):\n    assert twilio_emulator.key('/twilio/own/things/read').sid[:2] == 'SK'\n"
    )
    done.assert_outcomes(passed=1)


def test_a_wildcard_of_a_known_resource_is_known(run_tests: RunTests) -> None:
    """And opens the resource."""
    done = run_tests(
        HEAD
        + """
def test_all(twilio_emulator):
    assert send(twilio_emulator.client("/twilio/messaging/messages/*")).fetch().body == "Hello"
"""
    )
    done.assert_outcomes(passed=1)


def test_the_owner_arranges_and_looks(run_tests: RunTests) -> None:
    """It may do everything, whatever the test's own key may."""
    done = run_tests(
        HEAD
        + """
@pytest.mark.twilio_permissions(SEND)
def test_looks(twilio_emulator: TwilioEmulator) -> None:
    send(twilio_emulator.client())
    assert [message.body for message in twilio_emulator.owner().messages.list()] == ["Hello"]
"""
    )
    done.assert_outcomes(passed=1)


def test_code_that_signs_in_by_itself_reaches_the_emulator(run_tests: RunTests) -> None:
    """A plain `Client` from the environment, made before or after, needs no setting to be sent to the emulator."""
    done = run_tests(
        HEAD
        + """
class Own(type(Client("AC", "x").http_client)):
    def request(self, *args, **options):
        return super().request(*args, **options)

@pytest.mark.parametrize("http_client", [None, Own(), Own(pool_connections=False)])
def test_signs_in(twilio_emulator, http_client):
    twilio_emulator.environment(SEND)
    client = Client(
        os.environ["TWILIO_API_KEY"], os.environ["TWILIO_API_KEY_SECRET"], os.environ["TWILIO_ACCOUNT_SID"],
        http_client=http_client,
    )
    assert send(client).account_sid == twilio_emulator.account_sid

MADE_AT_IMPORT = Client("SK" + "1" * 32, "a real secret", "AC" + "1" * 32)

def test_real_credentials_open_nothing(twilio_emulator):
    with pytest.raises(TwilioRestException) as refused:
        send(MADE_AT_IMPORT)
    assert refused.value.code == 20003
"""
    )
    done.assert_outcomes(passed=4)


def test_lists_over_several_pages_stay_at_the_emulator(run_tests: RunTests) -> None:
    """The links to further pages name Twilio's own host; they are followed to the emulator too."""
    done = run_tests(
        HEAD
        + """
def test_pages(twilio_emulator):
    for _ in range(3):
        send(twilio_emulator.owner())
    client = twilio_emulator.client("/twilio/messaging/messages/list")
    assert len(client.messages.list(page_size=1)) == 3
"""
    )
    done.assert_outcomes(passed=1)


def test_other_hosts_of_a_client_are_left_alone(run_tests: RunTests) -> None:
    """Only what is meant for Twilio is sent to the emulator: a client that is pointed there already still works."""
    done = run_tests(
        HEAD
        + """
def test_any_http(twilio_emulator):
    sid, secret = twilio_emulator.key("/twilio/iam/accounts/list")
    path = "api.twilio.com/2010-04-01/Accounts.json?PageSize=1"
    url = f"{twilio_emulator.url}/{path}"
    for meant in (url, f"https://{path}"):
        assert Client(sid, secret).http_client.request(method="GET", url=meant, auth=(sid, secret)).status_code == 200
    assert requests.get(url, auth=(twilio_emulator.account_sid, twilio_emulator.auth_token), timeout=5).ok
"""
    )
    done.assert_outcomes(passed=1)


def test_each_test_starts_with_an_empty_twilio(run_tests: RunTests) -> None:
    """One server for all, nothing left of the test before: neither messages nor keys."""
    done = run_tests(
        HEAD
        + """
seen = []

@pytest.mark.parametrize("turn", [1, 2])
def test_alone(twilio_emulator, turn):
    assert twilio_emulator.owner().messages.list() == []
    send(twilio_emulator.client(SEND))
    assert len(requests.get(twilio_emulator.url + "/_emulator/keys", timeout=5).json()) == 1
    seen.append(twilio_emulator.url)
    assert len(set(seen)) == 1
"""
    )
    done.assert_outcomes(passed=2)


def test_a_key_shows_no_secret(run_tests: RunTests) -> None:
    """A failed assertion or a log prints its sid and no more."""
    done = run_tests(
        HEAD
        + """
def test_masked(twilio_emulator):
    key = twilio_emulator.key(SEND)
    assert key.sid in repr(key)
    assert key.secret not in repr(key) + repr(twilio_emulator)
"""
    )
    done.assert_outcomes(passed=1)

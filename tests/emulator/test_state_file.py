"""What outlives an emulator with a state file."""

from __future__ import annotations

import json
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings, EmulatorState, StateFileError

KEYS = "iam.twilio.com/v1/Keys"
SUBACCOUNT = "ACe0000000000000000000000000000002"
SEND = "/twilio/messaging/messages/create"
READ = "/twilio/messaging/messages/*"
COMMAND = [sys.executable, "-c", "from twilio_keys_component.cli import main; main()", "emulator", "--port", "0"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "twilio.db"


@pytest.fixture
def start(path: Path) -> Callable[..., Any]:
    """Run an emulator on the file until the block ends."""
    return lambda **settings: EmulatorServer.run(EmulatorSettings(state_file=path, **settings))


@pytest.fixture
def send(session: requests.Session) -> Callable[..., requests.Response]:
    """Ask one of the emulators as its main account."""

    def ask(server: EmulatorServer, method: str, where: str, **data: str) -> requests.Response:
        auth = (server.account_sid, server.auth_token)
        answer = session.request(method, f"{server.url}/{where}", auth=auth, data=data, timeout=10)
        answer.raise_for_status()
        return answer

    return ask


def _shown(server: EmulatorServer, send: Any) -> list[Any]:
    paths = [f"{KEYS}?AccountSid={server.account_sid}", "_emulator/keys", "api.twilio.com/2010-04-01/Accounts.json"]
    paths += [f"api.twilio.com/2010-04-01/Accounts/{server.account_sid}/Messages.json", "verify.twilio.com/v2/Services"]
    return [send(server, "GET", where).json() for where in paths]


def _status(session: requests.Session, server: EmulatorServer, sid: str, secret: str, name: str = "Messages") -> int:
    url = f"{server.url}/api.twilio.com/2010-04-01/Accounts/{server.account_sid}/{name}.json"
    return session.get(url, auth=(sid, secret), timeout=10).status_code


def test_everything_made_is_there_again(start: Any, send: Any, session: requests.Session) -> None:
    """Accounts, keys and things show the same, keys sign in with what they may, and new ones come after the old."""
    with start(subaccounts={SUBACCOUNT: "token"}) as first:
        api = f"api.twilio.com/2010-04-01/Accounts/{first.account_sid}"
        policy = json.dumps({"allow": [SEND, READ]})
        data = {"AccountSid": first.account_sid, "KeyType": "restricted", "Policy": policy, "FriendlyName": "ä"}
        keys = [send(first, "POST", KEYS, **data).json() for _ in range(3)]
        send(first, "DELETE", f"{KEYS}/{keys[0]['sid']}")
        send(first, "POST", f"{KEYS}/{keys[1]['sid']}", FriendlyName="b")
        send(first, "POST", "api.twilio.com/2010-04-01/Accounts.json", FriendlyName="new")
        messages = [send(first, "POST", f"{api}/Messages.json", To="+1", From="+2", Body="x").json() for _ in range(3)]
        send(first, "DELETE", f"{api}/Messages/{messages[0]['sid']}.json")
        send(first, "POST", "verify.twilio.com/v2/Services", FriendlyName="v")
        before = _shown(first, send)
    with start() as second:
        assert _shown(second, send) == before
        statuses = [_status(session, second, keys[1]["sid"], keys[1]["secret"], name) for name in ("Messages", "Calls")]
        assert statuses == [200, 401]
        late = [send(second, "POST", KEYS, **data).json()["sid"]]
        late.append(send(second, "POST", f"{api}/Messages.json", To="+1", From="+2", Body="x").json()["sid"])
        shown = _shown(second, send)
        assert (shown[0]["keys"][-1]["sid"], shown[3]["messages"][0]["sid"]) == tuple(late)


def test_what_the_console_did_is_there_again(start: Any, send: Any, session: requests.Session) -> None:
    """Keys that were made, changed and deleted from outside."""
    with start() as first:
        url = f"{first.url}/_emulator/keys"
        sids = [session.post(url, json={"kind": "main"}, timeout=10).json()["sid"] for _ in range(2)]
        session.patch(f"{url}/{sids[0]}", json={"friendly_name": "kept"}, timeout=10)
        session.delete(f"{url}/{sids[1]}", timeout=10)
    with start() as second:
        keys = send(second, "GET", "_emulator/keys").json()
    assert [(key["sid"], key["kind"], key["friendly_name"]) for key in keys] == [(sids[0], "main", "kept")]


def test_reset_is_kept_too(start: Any, send: Any, session: requests.Session) -> None:
    """After it the file holds what it held at the start."""
    with start(main_keys=("Legacy",)) as first:
        start_of_it = _shown(first, send)
        send(first, "POST", KEYS, AccountSid=first.account_sid)
        send(first, "DELETE", f"{KEYS}/{first.state.main_keys[0].sid}")
        send(first, "POST", "api.twilio.com/2010-04-01/Accounts.json", FriendlyName="new")
        send(first, "POST", "verify.twilio.com/v2/Services", FriendlyName="v")
        session.post(f"{first.url}/_emulator/reset", timeout=10).raise_for_status()
    with start() as second:
        assert _shown(second, send) == start_of_it


def test_main_keys_are_made_once(start: Any) -> None:
    """The same name means the same key, also after it was deleted; one name more makes one key more."""
    with start(main_keys=("a", "a", "b")) as first:
        made = first.state.main_keys
        first.state.keys.remove(first.state.keys.all()[2])
        first.state.save()
    with start(main_keys=("b", "a", "c")) as second:
        assert [key.secret for key in second.state.main_keys[:3]] == [key.secret for key in made]
        assert [key.friendly_name for key in second.state.keys.all()] == ["a", "a", "c"]


def test_requests_and_faults_are_not_kept(start: Any, send: Any, session: requests.Session) -> None:
    """They belong to one run."""
    with start() as first:
        send(first, "GET", f"{KEYS}?AccountSid={first.account_sid}")
        session.post(f"{first.url}/_emulator/faults", json={"kind": "reset"}, timeout=10).raise_for_status()
    with start() as second:
        assert [send(second, "GET", f"_emulator/{name}").json() for name in ("requests", "faults")] == [[], []]


def test_subaccount_can_be_added_later(start: Any, send: Any) -> None:
    """A file gets the accounts that it does not have yet."""
    with start():
        pass
    with start(subaccounts={SUBACCOUNT: "token"}):
        pass
    with start() as third:
        assert sorted(third.state.access.accounts) == [third.account_sid, SUBACCOUNT]


def test_other_accounts_than_the_files_are_refused(start: Any, path: Path) -> None:
    """Every account that does not fit is named, no token is, and the file stays as it was."""
    with start(subaccounts={SUBACCOUNT: "token"}):
        pass
    before = path.read_bytes()
    other = "ACe0000000000000000000000000000009"
    with pytest.raises(StateFileError) as error:
        start(account_sid=other, subaccounts={SUBACCOUNT: "other-token"}).__enter__()
    assert f"its main account is {EmulatorSettings().account_sid}, not {other}" in str(error.value)
    assert f"{SUBACCOUNT} has another auth token in it; start with the accounts that it has" in str(error.value)
    assert "token" not in str(error.value).replace("auth token", "")
    assert (path.read_bytes(), error.value.path) == (before, path)
    with start():
        pass


def test_file_is_for_its_owner_only(start: Any, path: Path) -> None:
    """It holds secrets: nobody else can read it, also where somebody opened it up."""
    modes = []
    for _ in range(2):
        with start():
            modes.append(stat.S_IMODE(path.stat().st_mode))
        path.chmod(0o644)
    assert modes == [0o600, 0o600]


def test_second_emulator_on_the_file_is_refused(start: Any, path: Path) -> None:
    """Also in another process; the first goes on, and after its end the file can be had."""
    with start() as first:
        with pytest.raises(StateFileError, match="another emulator has it; stop that one, or give"):
            start().__enter__()
        done = subprocess.run([*COMMAND, "--state", path], capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout, "another emulator has it" in done.stderr) == (2, "", True)
        assert first.is_running
    with start():
        pass


def _text(path: Path) -> None:
    path.write_text("no database at all, and longer than a header of SQLite " * 10)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE keys (secret TEXT)")


def _newer(path: Path) -> None:
    EmulatorState(EmulatorSettings(state_file=path)).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 2")


def _folder(path: Path) -> None:
    path.mkdir()


def _spoilt(sql: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        EmulatorState(EmulatorSettings(state_file=path)).close()
        with closing(sqlite3.connect(path)) as other, other:
            other.execute(sql)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_text, "file is not a database; give another file with --state"),
        (_foreign, "it is the database of another program; give another file"),
        (_newer, r"another version of this package wrote it \(schema 2, this one knows 1\); use that version"),
        (_folder, "unable to open database file; give"),
        (_spoilt("UPDATE rows SET value = '{' WHERE kind = 'account'"), "its content cannot be understood"),
        (_spoilt("UPDATE rows SET value = '{}' WHERE kind = 'account'"), "its content cannot be understood"),
        (_spoilt("UPDATE rows SET kind = 'other' WHERE kind = 'account'"), "its content cannot be understood"),
        (_spoilt("DROP TABLE rows"), "no such table: rows"),
    ],
)
def test_file_that_is_no_state_is_refused_and_left_as_it_is(path: Path, start: Any, spoil: Any, reason: str) -> None:
    """What is something else is not touched."""
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StateFileError, match=reason):
        start().__enter__()
    assert (path.read_bytes() if path.is_file() else None) == before


def test_file_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A folder that is not there is not made."""
    with pytest.raises(StateFileError, match="No such file or directory"):
        EmulatorState(EmulatorSettings(state_file=tmp_path / "none" / "twilio.db"))


def test_change_that_cannot_be_written_is_not_answered(start: Any, session: requests.Session) -> None:
    """No key is promised that would be gone after a crash, and the answer says why."""
    with start() as server:
        server.state.close()
        auth = (server.account_sid, server.auth_token)
        answer = session.post(f"{server.url}/{KEYS}", auth=auth, data={"AccountSid": server.account_sid}, timeout=10)
    assert (answer.status_code, answer.json()["code"], "secret" in answer.json()) == (500, 20500, False)
    assert "cannot use the state file" in answer.json()["message"]


def test_own_routes_tell_why_a_change_cannot_be_written(start: Any, session: requests.Session) -> None:
    """In JSON, also where only a look at the keys would show what is not in the file."""
    with start() as server:
        server.state.close()
        url = f"{server.url}/_emulator/keys"
        answers = [session.post(url, json={"kind": "main"}, timeout=10), session.get(url, timeout=10)]
    assert [answer.status_code for answer in answers] == [500, 500]
    assert all(set(answer.json()) == {"detail"} for answer in answers)
    assert all("cannot use the state file" in answer.json()["detail"] for answer in answers)


def test_change_that_could_not_be_written_is_written_later(start: Any, session: requests.Session) -> None:
    """The disk was full for a moment: what was changed then is in the file with the next change."""
    with start() as server:
        data = {"AccountSid": server.account_sid, "FriendlyName": "x" * 64}
        size = server.state._storage._db.execute("PRAGMA page_count").fetchone()[0]
        statuses = []
        for most in (size, 2**30):
            server.state._storage._db.execute(f"PRAGMA max_page_count = {most}")
            for _ in range(20):
                auth = (server.account_sid, server.auth_token)
                statuses.append(session.post(f"{server.url}/{KEYS}", auth=auth, data=data, timeout=10).status_code)
        sids = [key.sid for key in server.state.keys.all()]
    with start() as again:
        assert [key.sid for key in again.state.keys.all()] == sids
    assert (statuses[0], statuses[19:21], len(sids)) == (201, [500, 201], 40)


def test_taken_port_leaves_the_file_alone(path: Path) -> None:
    """The file is not even made."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="another program listens"):
            EmulatorServer.run(EmulatorSettings(state_file=path), port=other.getsockname()[1]).__enter__()
    assert not path.exists()

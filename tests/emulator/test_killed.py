"""An emulator with a state file is killed, and what was answered is there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings

KEYS = "iam.twilio.com/v1/Keys"
COMMAND = [sys.executable, "-c", "from twilio_keys_component.cli import main; main()", "emulator", "--port", "0"]


@contextmanager
def _process(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process, process.stdout.readline().split()[3]
        finally:
            process.kill()


class _Made:
    """Keys that an emulator said it made, deleting every third one, until it answers no more."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.deleted: list[str] = []

    def go_on(self, url: str, on_key: Callable[[int], None]) -> None:
        auth = (EmulatorSettings().account_sid, EmulatorSettings().auth_token)
        with requests.Session() as session:
            session.trust_env, session.auth = False, auth
            while True:
                key = session.post(f"{url}/{KEYS}", data={"AccountSid": auth[0]}, timeout=10).json()
                self.secrets[key["sid"]] = key["secret"]
                on_key(len(self.secrets))
                if len(self.secrets) % 3 == 0:
                    session.delete(f"{url}/{KEYS}/{key['sid']}", timeout=10)
                    self.deleted.append(key["sid"])


def _status(session: requests.Session, server: EmulatorServer, sid: str, secret: str) -> int:
    url = f"{server.url}/api.twilio.com/2010-04-01/Accounts/{server.account_sid}/Messages.json"
    return session.get(url, auth=(sid, secret), timeout=10).status_code


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("moment", [1, 8, 21])
def test_what_was_answered_outlives_kill_9(tmp_path: Path, session: requests.Session, moment: int) -> None:
    """Killed while keys are made and deleted: what was answered is there, and nothing that was deleted is."""
    path, made = tmp_path / "twilio.db", _Made()
    with _process("--state", path) as (process, url):
        is_time = threading.Event()

        def kill() -> None:
            is_time.wait(30)
            process.send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(requests.RequestException):
            made.go_on(url, lambda number: is_time.set() if number == moment else None)
        killer.join()
    with EmulatorServer.run(EmulatorSettings(state_file=path)) as again:
        works = {sid: _status(session, again, sid, secret) == 200 for sid, secret in made.secrets.items()}
    unanswered = {sid for index, sid in enumerate(works, 1) if index % 3 == 0} - {*made.deleted}
    assert {sid for sid in works if not works[sid]} - unanswered == {*made.deleted}
    assert len(works) >= moment


def test_dropped_answer_leaves_what_was_made(tmp_path: Path) -> None:
    """A key whose answer was lost is in the file: the orphan outlives the emulator as it would at Twilio."""
    path, settings = tmp_path / "twilio.db", EmulatorSettings()
    auth = (settings.account_sid, settings.auth_token)
    with _process("--state", path, "--fault", "drop_after:create") as (_, url), requests.Session() as own:
        own.trust_env = False
        with pytest.raises(requests.ConnectionError):
            own.post(f"{url}/{KEYS}", auth=auth, data={"AccountSid": auth[0], "FriendlyName": "orphan"}, timeout=10)
    with EmulatorServer.run(EmulatorSettings(state_file=path)) as again:
        assert [key.friendly_name for key in again.state.keys.all()] == ["orphan"]

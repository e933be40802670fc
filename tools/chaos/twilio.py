"""The emulator of a run: a process of its own on a fixed port and file, which is killed and started again."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any, Final

from tools.chaos.processes import ChaosError, wait_until
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.settings import DEFAULT_ACCOUNT_SID
from twilio_keys_component.emulator.sources import SECRET_LENGTH

ROOT: Final = Path(__file__).parents[2]
_START_S: Final = 30
_ANSWER_S: Final = 20
_WRONG_CREDENTIALS: Final = 20003

Json = dict[str, Any]


class Twilio:
    """One emulator.

    Args:
        folder: Where its file and the secrets that it made lie.
        auth_token: The Auth Token of its account.

    Attributes:
        folder: As given.
        is_calm: Whether it was told to do nothing but what it should.
    """

    def __init__(self, folder: Path, *, auth_token: str) -> None:
        folder.mkdir()
        self.folder = folder
        self._secrets = folder / "secrets"
        self._process: subprocess.Popen[bytes] | None = None
        self.auth_token = auth_token
        self.port = _free_port()
        self.is_calm = True

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def account_sid(self) -> str:
        """Its account."""
        return DEFAULT_ACCOUNT_SID

    def start(self) -> None:
        """Start it on its file, again or for the first time, and wait until it answers.

        Raises:
            ChaosError: It does not.
        """
        command = [sys.executable, "-m", "tools.chaos.emulating", str(self._secrets), "emulator"]
        options = ["--port", str(self.port), "--state", str(self.folder / "state.sqlite")]
        token = ["--auth-token", self.auth_token]
        with (self.folder / "stderr").open("ab") as errors:
            self._process = subprocess.Popen(
                [*command, *options, *token],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        if not wait_until(lambda: self._answers() or not self.is_alive, within_s=_START_S) or not self.is_alive:
            self.kill()
            raise ChaosError(f"the emulator does not start: {(self.folder / 'stderr').read_text('utf-8')}")

    @property
    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """`kill -9` it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """The answer of one of its own routes.

        Raises:
            ChaosError: It refused.
            OSError: It does not answer.
        """
        status, text = self._send(method, f"/_emulator/{path}", body=body)
        if status >= http.client.BAD_REQUEST:
            raise ChaosError(f"the emulator refuses {method} {path} {body}: {text.decode(errors='replace')}")
        return json.loads(text) if text else None

    def all_keys(self) -> list[Json]:
        """All keys, whatever lists show yet."""
        keys: list[Json] = self.ask("GET", "keys")
        return keys

    def journal(self) -> list[Json]:
        """The requests since they were last forgotten; none while it is dead."""
        try:
            entries: list[Json] = self.ask("GET", "requests")
        except OSError:
            return []
        return entries

    def calm(self) -> None:
        """Let nothing happen any more."""
        self.ask("DELETE", "faults")
        self.ask("PATCH", "conditions", Conditions().model_dump())
        self.is_calm = True

    def disturb(self, faults: tuple[Json, ...], conditions: Json) -> None:
        """Let these happen."""
        self.is_calm = not (faults or conditions)
        for fault in faults:
            self.ask("POST", "faults", fault)
        if conditions:
            self.ask("PATCH", "conditions", conditions)

    def signs_in(self, sid: str, secret: str) -> bool:
        """Whether the key signs in; what it may do does not matter."""
        path = f"/api.twilio.com/2010-04-01/Accounts/{self.account_sid}/Messages.json"
        credentials = b64encode(f"{sid}:{secret}".encode()).decode()
        status, text = self._send("GET", path, headers={"Authorization": f"Basic {credentials}"})
        return status == http.client.OK or json.loads(text).get("code") != _WRONG_CREDENTIALS

    def made(self) -> int:
        """How many keys it ever made."""
        return self._secrets.stat().st_size // (SECRET_LENGTH + 1)

    def secrets(self) -> set[str]:
        """The secrets of all keys that it ever made, and the Auth Token."""
        return {*self._secrets.read_text("ascii").split(), self.auth_token}

    def _answers(self) -> bool:
        try:
            self.ask("GET", "faults")
        except OSError:
            return False
        return True

    def _send(
        self, method: str, path: str, *, body: object = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_ANSWER_S)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:  # a half answer of an emulator that was killed
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()


def faults_in(journal: list[Json]) -> Counter[str]:
    """How often which fault happened."""
    return Counter(entry["fault"] for entry in journal if entry["fault"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port

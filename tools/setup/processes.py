"""Child processes that report while they run, messages to the user, and a lock between set-ups."""

import fcntl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

BEAT_S = 4.0
LOCK_POLL_S = 0.2
TERMINATE_S = 5.0

NO_NETWORK_SIGNS = (
    "connection refused",
    "connection reset by peer",
    "connecttimeouterror",
    "dial tcp",
    "i/o timeout",
    "name or service not known",
    "network is unreachable",
    "newconnectionerror",
    "no route to host",
    "no such host",
    "nodename nor servname",
    "proxyconnect",
    "proxyerror",
    "readtimeouterror",
    "temporary failure in name resolution",
    "tls handshake timeout",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child process ended, and the lines that it wrote to either stream."""

    code: int
    lines: tuple[str, ...]

    @property
    def lacks_network(self) -> bool:
        """Whether the output shows that a host could not be reached."""
        text = "\n".join(self.lines).lower()
        return any(sign in text for sign in NO_NETWORK_SIGNS)


def say(text: str) -> None:
    """Tell the user what goes on, on stderr: stdout belongs to results."""
    print(text, file=sys.stderr, flush=True)


def run_reporting(
    argv: Sequence[str | Path],
    *,
    phase: str,
    note: Callable[[Sequence[str]], str],
    env: Mapping[str, str],
    cwd: Path,
) -> Outcome:
    """Run a command to its end and say every few seconds how long it has run and what ``note`` makes of its output."""
    lines: list[str] = []
    begun = time.monotonic()
    child = subprocess.Popen(
        [str(part) for part in argv],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with _stopped_at_exit(child) as output:
        reader = threading.Thread(target=_collect, args=(output, lines), daemon=True)
        reader.start()
        while reader.is_alive():
            reader.join(BEAT_S)
            if reader.is_alive():
                say(f"{phase}: {time.monotonic() - begun:.0f} s, {note(lines)}")
        return Outcome(code=child.wait(), lines=tuple(lines))


def _collect(output: IO[str], lines: list[str]) -> None:
    lines.extend(line.rstrip() for line in output if line.strip())


@contextmanager
def _stopped_at_exit(child: subprocess.Popen[str]) -> Iterator[IO[str]]:
    if child.stdout is None:
        raise AssertionError("the child was started with a pipe")
    try:
        yield child.stdout
    finally:
        if child.poll() is None:
            child.terminate()
            try:
                child.wait(TERMINATE_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def locked(path: Path, *, waiting_for: str) -> Iterator[None]:
    """Hold the lock file ``path``. The kernel lets go of it when the process dies, however it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = spoken = time.monotonic()
    with path.open("a") as file:
        while not _try_lock(file):
            now = time.monotonic()
            if spoken == begun or now - spoken >= BEAT_S:
                say(f"waiting for another set-up that {waiting_for}: {now - begun:.0f} s")
                spoken = now
            time.sleep(LOCK_POLL_S)
        yield


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

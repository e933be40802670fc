"""Whether the engine is still there."""

from __future__ import annotations

import socket
import struct
import sys
from queue import Queue
from threading import Event

import pytest
from pulumi.dynamic import Config, ConfigureRequest
from stamina.instrumentation import set_on_retry_hooks

from twilio_keys_component.resources.engine import RECONNECT_S, Engine
from twilio_keys_component.resources.provider import ApiKeyProvider
from twilio_keys_component.twilio_iam import NotSentError

SERVER = "/opt/lib/pulumi/dynamic/__main__.py"
LIMIT_S = 10


def listening() -> tuple[socket.socket, Engine]:
    """A socket that listens as an engine does, and what a provider's process knows of it."""
    listener = socket.create_server(("127.0.0.1", 0))
    engine = Engine.of([SERVER, f"127.0.0.1:{listener.getsockname()[1]}"])
    assert engine is not None
    return listener, engine


def no_time(_seconds: float) -> None:
    """A pause that takes none."""


def test_an_engine_that_listens_is_there() -> None:
    """Nothing is raised while the address takes connections."""
    listener, engine = listening()

    with listener:
        engine.check()


def test_nothing_is_sent_for_an_engine_that_is_gone() -> None:
    """The refusal says that nothing was sent, is not tried again and brings no other exception along."""
    listener, engine = listening()
    listener.close()

    with pytest.raises(NotSentError, match=r"engine is gone \(ConnectionRefusedError\).*Nothing was sent") as refused:
        engine.check()

    assert refused.value.may_pass is False
    assert refused.value.__context__ is None


def test_the_end_of_the_engine_is_noticed() -> None:
    """Not before it ends, and not when it only closes or resets the connection."""
    listener, engine = listening()
    ended = Event()

    engine.follow(ended.set, pause=no_time)
    for end in (_close, _reset):
        dropped, _ = listener.accept()
        dropped.sendall(b"settings")
        end(dropped)
    last, _ = listener.accept()
    assert not ended.is_set()
    listener.close()
    last.close()

    assert ended.wait(LIMIT_S)


def test_connections_follow_one_another_slowly() -> None:
    """An engine that drops them at once is not asked in a busy loop, and one that takes none is asked twice."""
    listener, engine = listening()
    ended, pauses = Event(), Queue[float]()

    engine.follow(ended.set, pause=pauses.put)
    for _ in range(3):
        _close(listener.accept()[0])
    waiting, _ = listener.accept()
    listener.close()
    waiting.close()

    assert ended.wait(LIMIT_S)
    assert list(pauses.queue) == [RECONNECT_S] * 5


def test_an_engine_that_is_there_again_is_followed_on() -> None:
    """One connection that fails means nothing yet."""
    listener, engine = listening()
    listener.close()
    ended, again = Event(), Queue[socket.socket]()

    def pause(_seconds: float) -> None:
        if again.empty():
            again.put(socket.create_server((engine.host, engine.port)))

    engine.follow(ended.set, pause=pause)
    with again.get(timeout=LIMIT_S) as listener:
        again.put(listener)
        connection, _ = listener.accept()
        assert not ended.is_set()
    connection.close()

    assert ended.wait(LIMIT_S)


def test_a_provider_s_process_ends_with_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is interrupted, as by Ctrl-C, which is how Pulumi's server ends."""
    listener, engine = listening()
    monkeypatch.setattr(sys, "argv", [SERVER, f"{engine.host}:{engine.port}"])
    monkeypatch.setattr(sys, "tracebacklimit", 1000, raising=False)
    ApiKeyProvider().configure(ConfigureRequest(Config(raw_config={}, project_name="orders")))
    set_on_retry_hooks(None)

    with pytest.raises(KeyboardInterrupt):
        _close_and_wait(listener)


def test_where_threads_have_no_signals_the_process_is_interrupted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, as soon as its main thread wakes."""
    listener, engine = listening()
    monkeypatch.delattr("signal.pthread_kill")
    engine.follow(pause=no_time)

    with pytest.raises(KeyboardInterrupt):
        _close_and_look(listener)


def _close_and_wait(listener: socket.socket) -> None:
    listener.close()
    Event().wait(LIMIT_S)


def _close_and_look(listener: socket.socket) -> None:
    listener.close()
    for _ in range(LIMIT_S * 100):
        Event().wait(0.01)


def _close(connection: socket.socket) -> None:
    connection.close()


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    "arguments",
    [[], [SERVER], [SERVER, "sock"], ["/usr/bin/pytest", "127.0.0.1:1"], ["__main__.py", "127.0.0.1:1"]],
    ids=str,
)
def test_a_process_of_no_engine_has_none(arguments: list[str]) -> None:
    """Only the dynamic provider's server has one, whose address is its first argument."""
    assert Engine.of(arguments) is None

"""Whether the engine is still there."""

from __future__ import annotations

import socket
import sys
from threading import Event

import pytest
from pulumi.dynamic import Config, ConfigureRequest
from stamina.instrumentation import set_on_retry_hooks

from twilio_keys_component.resources.engine import Engine
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
    """Not before it ends, and not when it only drops the connection."""
    listener, engine = listening()
    ended = Event()

    engine.follow(ended.set)
    dropped, _ = listener.accept()
    dropped.sendall(b"settings")
    dropped.close()
    last, _ = listener.accept()
    assert not ended.is_set()
    listener.close()
    last.close()

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


def _close_and_wait(listener: socket.socket) -> None:
    listener.close()
    Event().wait(LIMIT_S)


@pytest.mark.parametrize(
    "arguments",
    [[], [SERVER], [SERVER, "sock"], ["/usr/bin/pytest", "127.0.0.1:1"], ["__main__.py", "127.0.0.1:1"]],
    ids=str,
)
def test_a_process_of_no_engine_has_none(arguments: list[str]) -> None:
    """Only the dynamic provider's server has one, whose address is its first argument."""
    assert Engine.of(arguments) is None

"""The gate: what a throttled request means for all others."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Condition, Event, Semaphore

import pytest

from tests.builders import KEY_SID, SEND, terms
from tests.unit.local_twilio import Clock, LocalTwilio, connect
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import KeyGateway, NotSentError, ServerError, TooManyRequestsError
from twilio_keys_component.twilio_iam.errors import api_error
from twilio_keys_component.twilio_iam.gate import (
    CLOSED_FIRST_S,
    CLOSED_LONGEST_S,
    JITTER_S,
    LONGEST_WAIT_S,
    MOST_AT_ONCE,
    SUCCESSES_FOR_ONE_MORE,
    Gate,
)

HALF = JITTER_S / 2


def refuse(after: str | None = None) -> None:
    """What a throttled request does."""
    raise api_error(status=429, body="", retry_after=after)


def fail() -> None:
    """What a request does that fails for another reason."""
    raise api_error(status=503, body="", retry_after="9")


def throttle(gate: Gate, after: str | None = None) -> None:
    """Let one request be throttled."""
    with pytest.raises(TooManyRequestsError):
        gate.run(lambda: refuse(after))


def succeed(gate: Gate, times: int) -> None:
    """Let requests through."""
    for _ in range(times):
        gate.run(lambda: None)


@pytest.fixture
def clock() -> Clock:
    """A clock that only waiting moves."""
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    """A gate that goes by it."""
    return clock.gate()


def test_nobody_waits_while_nobody_is_throttled(gate: Gate, clock: Clock) -> None:
    """Results and errors come through as they are."""
    assert gate.run(lambda: 5) == 5
    with pytest.raises(ServerError):
        gate.run(fail)
    assert (clock.now, gate.limit) == (0, MOST_AT_ONCE)


@pytest.mark.parametrize(
    ("after", "waits_s"), [("3", 3 + HALF), ("0", CLOSED_FIRST_S + HALF), (None, CLOSED_FIRST_S + HALF)]
)
def test_the_next_request_waits_as_long_as_twilio_says(
    gate: Gate, clock: Clock, after: str | None, waits_s: float
) -> None:
    """And a little longer, by chance; for a moment at least."""
    throttle(gate, after)
    gate.run(lambda: None)
    assert clock.now == pytest.approx(waits_s)


@pytest.mark.parametrize("after", [None, "0.1"])
def test_the_gate_closes_longer_each_time(gate: Gate, clock: Clock, after: str | None) -> None:
    """However short the wait is that Twilio asks for; up to a bound, and from the beginning again after a success."""
    waits = []
    for _ in range(8):
        before = clock.now
        throttle(gate, after)
        waits.append(clock.now - before - HALF)
    assert waits[1:] == pytest.approx([min(CLOSED_LONGEST_S, CLOSED_FIRST_S * 2**n) for n in range(7)])
    succeed(gate, 1)
    throttle(gate)
    before = clock.now
    gate.run(lambda: None)
    assert clock.now - before == pytest.approx(CLOSED_FIRST_S + HALF)


def test_a_shorter_wait_does_not_open_it_early() -> None:
    """Of two that were throttled at once, the one that shall wait longer decides."""
    clock = Clock()
    gate = clock.gate()
    crowd = Barrier(2, timeout=10)

    def refused(after: str) -> None:
        crowd.wait()
        refuse(after)

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(gate.run, lambda after=after: refused(after)) for after in ("30", "1")]:
            assert isinstance(future.exception(timeout=10), TooManyRequestsError)
    gate.run(lambda: None)
    assert clock.now == pytest.approx(30 + HALF)


def test_a_wait_beyond_the_bound_is_refused_at_once(gate: Gate, clock: Clock) -> None:
    """Nothing is sent, nobody waits in vain, and it opens when its time has come."""
    throttle(gate, "3600")
    sent: list[int] = []
    with pytest.raises(NotSentError, match=r"Twilio asked to wait for 3600 s more.*Nothing was sent") as caught:
        gate.run(lambda: sent.append(1))
    assert (sent, clock.now, caught.value.may_pass) == ([], 0, False)
    clock.now = 3601
    gate.run(lambda: sent.append(1))
    assert sent == [1]


@pytest.mark.parametrize("after", ["9e99", "inf", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_wait_without_end_is_a_day(gate: Gate, clock: Clock, after: str) -> None:
    """The text stays readable, and the gate opens again."""
    throttle(gate, after)
    with pytest.raises(NotSentError, match="Twilio asked to wait for 86400 s more"):
        succeed(gate, 1)
    clock.now = 86_401
    succeed(gate, 1)


def test_a_throttled_request_leaves_room_for_fewer(gate: Gate) -> None:
    """Half of those that were in flight; one always gets through."""
    inside, go = Barrier(5, timeout=10), Event()

    def refused() -> None:
        inside.wait()
        assert go.wait(10)
        refuse("0")

    with ThreadPoolExecutor(4) as threads:
        futures = [threads.submit(gate.run, refused) for _ in range(4)]
        inside.wait()
        go.set()
        assert all(isinstance(future.exception(timeout=10), TooManyRequestsError) for future in futures)
    assert gate.limit == 2
    throttle(gate, "0")
    throttle(gate, "0")
    assert gate.limit == 1


def test_successes_make_room_again_one_by_one(gate: Gate) -> None:
    """Up to where it began."""
    throttle(gate, "0")
    assert gate.limit == 1
    succeed(gate, SUCCESSES_FOR_ONE_MORE - 1)
    assert gate.limit == 1
    succeed(gate, 1)
    assert gate.limit == 2
    succeed(gate, SUCCESSES_FOR_ONE_MORE * MOST_AT_ONCE)
    assert gate.limit == MOST_AT_ONCE


def test_a_success_from_before_says_nothing(gate: Gate) -> None:
    """A request that was in flight when another was throttled ends well: the next wait grows all the same."""

    def overtaken() -> None:
        throttle(gate, None)

    gate.run(overtaken)
    succeed(gate, SUCCESSES_FOR_ONE_MORE - 1)
    assert gate.limit == 1


def test_whoever_finds_no_room_waits_until_another_ends(clock: Clock) -> None:
    """Three come, one at a time is let through, and all get there."""
    waiting, end = Semaphore(0), Event()
    in_flight: list[int] = []
    most: list[int] = []

    def wait(condition: Condition, seconds: float) -> None:
        waiting.release()
        condition.wait(seconds)

    def send() -> None:
        in_flight.append(1)
        most.append(len(in_flight))
        assert end.wait(10)
        in_flight.pop()

    gate = Gate(clock=lambda: clock.now, wait=wait)
    throttle(gate)
    clock.now += CLOSED_LONGEST_S
    with ThreadPoolExecutor(3) as threads:
        futures = [threads.submit(gate.run, send) for _ in range(3)]
        assert all(waiting.acquire(timeout=10) for _ in range(2))
        end.set()
        for future in futures:
            future.result(timeout=10)
    assert most == [1, 1, 1]


def test_whoever_finds_no_room_for_too_long_is_told(clock: Clock) -> None:
    """Nothing is sent for it."""
    gate = clock.gate()
    throttle(gate, "0")

    def wait_behind_oneself() -> None:
        gate.run(lambda: pytest.fail("there was no room"))

    with pytest.raises(NotSentError, match="earlier requests do not end"):
        gate.run(wait_behind_oneself)
    assert clock.now == pytest.approx(CLOSED_FIRST_S + HALF + LONGEST_WAIT_S)


def test_gateways_of_a_connection_share_it(twilio: LocalTwilio, clock: Clock) -> None:
    """A create of one is throttled: the next request of any waits."""
    gate = clock.gate()
    connection = connect(twilio.url, gate=gate)
    home, abroad = (connection.gateway(connection.account_sid, region) for region in (Region.US1, Region.IE1))
    twilio.fault("throttle", call="create", retry_after_s=5)
    made = home.create(terms(SEND))
    assert clock.now == pytest.approx(5 + HALF)
    assert list(abroad.list()) == []
    home.delete(made.key.sid)
    connection.close()
    assert gate.limit == 1


@pytest.mark.parametrize("call", [lambda one: one.fetch(KEY_SID), lambda one: one.create(terms(SEND))])
def test_a_gate_that_stays_closed_ends_every_call(
    twilio: LocalTwilio, gateway: KeyGateway, call: Callable[[KeyGateway], object]
) -> None:
    """Who is told to come back in an hour sends one request; whoever comes after it sends none."""
    twilio.fault("throttle", retry_after_s=3600, count=100)
    with pytest.raises(TooManyRequestsError):
        gateway.delete(KEY_SID)
    with pytest.raises(NotSentError, match="too many requests"):
        call(gateway)
    assert len(twilio.requests()) == 1

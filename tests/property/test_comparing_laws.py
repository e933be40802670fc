"""What an update sends does not depend on how code, state and Twilio spell the same grants."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import spec, terms
from twilio_keys_component.lifecycle.comparing import drift, settle
from twilio_keys_component.model import DriftMode
from twilio_keys_component.permissions import ACTIONS, Permission, PermissionSet, canonical, load_catalog
from twilio_keys_component.reconcile import Target

CATALOG = load_catalog()
PAIRS = [("byoc-trunks", "sip.byoc-trunks"), ("ip-records", "sip.ip-records")]
ALONE = ["conferences", "calls"]

Single = tuple[int, str]
singles = st.tuples(st.integers(0, len(PAIRS) + len(ALONE) - 1), st.sampled_from(ACTIONS))
grants = st.frozensets(singles, min_size=1, max_size=8)


@st.composite
def spelled(draw: st.DrawFn, meant: frozenset[Single]) -> list[str]:
    """One way to write a grant: each resource in one of its spellings, all five actions as a wildcard or not."""
    texts = []
    for number in sorted({number for number, _ in meant}):
        names = PAIRS[number] if number < len(PAIRS) else (ALONE[number - len(PAIRS)],)
        name = draw(st.sampled_from(names))
        actions = sorted(action for each, action in meant if each == number)
        if actions == list(ACTIONS) and draw(st.booleans()):
            actions = ["*"]
        texts += [f"/twilio/voice/{name}/{action}" for action in actions]
    return draw(st.permutations(texts))


def _meaning(permissions: PermissionSet | None) -> set[Permission]:
    return {canonical(single, CATALOG) for single in (permissions or PermissionSet()).actions}


def _settled(data: st.DataObject, asked: frozenset[Single], was: frozenset[Single], has: frozenset[Single]) -> Target:
    code, applied, live = (data.draw(spelled(meant)) for meant in (asked, was, has))
    settled = settle(spec(*code, on_drift=DriftMode.TIGHTEN), terms(*applied), terms(*live), CATALOG)
    assert isinstance(settled, Target)
    assert settled.terms.permissions
    assert settled.terms.permissions <= PermissionSet(code)
    return settled


@given(grants, grants, grants, st.data())
def test_nothing_that_was_revoked_outside_is_sent(
    asked: frozenset[Single], was: frozenset[Single], has: frozenset[Single], data: st.DataObject
) -> None:
    """`tighten`, whatever the spellings; and nothing that the code does not ask for."""
    revoked = was - has
    assume(not asked <= revoked)
    # Only grants whose wildcards stand for five known actions: then meaning is the same as the literal set.
    whole = {number for number in range(len(PAIRS) + len(ALONE)) if (asked | was) >= {(number, a) for a in ACTIONS}}
    assume(not {len(PAIRS), len(PAIRS) + 1} & whole)
    sent = _meaning(_settled(data, asked, was, has).terms.permissions)
    assert sent == _meaning(PermissionSet(_canonical_texts(asked - revoked)))


@given(grants, st.data())
def test_the_same_grant_in_two_spellings_is_no_drift(meant: frozenset[Single], data: st.DataObject) -> None:
    """Nothing granted, nothing revoked."""
    assert not drift(terms(*data.draw(spelled(meant))), terms(*data.draw(spelled(meant))), CATALOG)


def _canonical_texts(meant: frozenset[Single]) -> list[str]:
    names = [pair[1] for pair in PAIRS] + ALONE
    return [f"/twilio/voice/{names[number]}/{action}" for number, action in meant]

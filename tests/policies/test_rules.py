"""Every rule that a pack sees, from a program to the engine's exit code."""

from __future__ import annotations

import pytest

from tests.engine.local_twilio import LocalTwilio
from tests.policies.guarding import DEVELOPMENT, PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import AUTH_TOKEN, MAIN_SID, MENDED, TABLE, Broken
from twilio_keys_component.rules import RULES, WAIVERS_CURRENT

pytestmark = pytest.mark.engine

EVERY = pytest.mark.parametrize("broken", TABLE, ids=lambda broken: broken.policy)
ALL_MANDATORY = {rule.id: {"production": "mandatory"} for rule in RULES if not rule.is_fixed}


def program(broken: Broken, guarded: Guarded, twilio: LocalTwilio) -> str:
    """The program, and who signs in, for this test's emulator."""
    if broken.has_token:
        guarded.sign_in_with_token(twilio)
    main = twilio.make_key("main", friendly_name="by hand") if MAIN_SID in broken.program else {"sid": ""}
    return broken.program.replace(MAIN_SID, main["sid"]).replace(AUTH_TOKEN, twilio.auth_token)


@EVERY
def test_a_broken_mandatory_rule_stops_production(broken: Broken, guarded: Guarded, twilio: LocalTwilio) -> None:
    """`pulumi up` ends with an error in its preview, says what is wrong, and nothing is sent to Twilio."""
    if broken.in_production != "mandatory":
        guarded.configure(rules={broken.rule: {"production": "mandatory"}})

    run = guarded.up(PRODUCTION, program(broken, guarded, twilio), fails=True)

    assert stopping(run) == {broken.policy}
    assert broken.says in run.text
    assert twilio.requests() == []


@pytest.mark.parametrize(
    "broken", [each for each in TABLE if each.in_production == "advisory"], ids=lambda broken: broken.policy
)
def test_an_advisory_rule_warns_in_production(broken: Broken, guarded: Guarded, twilio: LocalTwilio) -> None:
    """What is advisory by default is said, and the preview passes."""
    run = guarded.preview(PRODUCTION, program(broken, guarded, twilio))

    assert f"{broken.policy}-advisory" in warning(run)
    assert broken.says in run.text


@EVERY
def test_a_development_stack_has_its_own_levels(broken: Broken, guarded: Guarded, twilio: LocalTwilio) -> None:
    """The same program passes, warns or is stopped there as the rule's table says."""
    is_stopped = broken.elsewhere == "mandatory"

    run = guarded.preview(DEVELOPMENT, program(broken, guarded, twilio), fails=is_stopped)

    assert stopping(run) == ({broken.policy} if is_stopped else set())
    assert (f"{broken.policy}-advisory" in warning(run)) == (broken.elsewhere == "advisory")
    assert (broken.says in run.text) == (broken.elsewhere != "disabled")


def test_mended_programs_pass(guarded: Guarded, twilio: LocalTwilio) -> None:
    """Without any finding where every rule is mandatory; the keys are made, and a second run finds nothing either."""
    guarded.configure(rules=ALL_MANDATORY)

    runs = [guarded.up(PRODUCTION, MENDED), guarded.preview(PRODUCTION, MENDED)]

    assert [stopping(run) | warning(run) for run in runs] == [set(), set()]
    made = [asked for asked in twilio.requests() if not asked.startswith("GET")]
    assert made == ["POST /v1/Keys"] * 5


def test_the_table_is_whole() -> None:
    """It has every rule that packs see; only that of the waivers is shown elsewhere."""
    seen = {rule.id for rule in RULES if rule.is_for_packs and rule is not WAIVERS_CURRENT}

    assert {broken.rule for broken in TABLE} == seen

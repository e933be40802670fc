"""What a provider's process remembers of a run."""

from __future__ import annotations

from typing import Any

from tests.builders import KEY_SID, READ, SEND, adoption, inputs_of, spec, state, unnamed_spec
from twilio_keys_component.resources.run import Run

MADE = inputs_of(spec(SEND))
ADOPTING = adoption(KEY_SID, unnamed_spec(READ))


def test_a_named_key_lives_on() -> None:
    """In whatever case it is written; no other does."""
    run = Run()
    assert not run.lives_on(state())
    assert run.checked(adoption("SK" + KEY_SID[2:].upper(), unnamed_spec(SEND)))
    assert run.lives_on(state())


def test_an_adopted_key_that_is_kept_lives_on_without_adopt_sid() -> None:
    """What a refresh compares does not count as kept, and a made key that is replaced goes."""
    inputs = inputs_of(unnamed_spec(SEND))
    run = Run()
    assert run.kept(inputs, state(adopted=True))
    assert not run.lives_on(state())
    assert run.checked(inputs | {"owner": None})
    assert run.kept(inputs, state())
    assert not run.lives_on(state())
    assert run.kept(inputs, state(adopted=True))
    assert run.lives_on(state())


def test_two_resources_never_have_one_key() -> None:
    """Whichever of them the engine looks at first; the one that names its own key is alone."""

    def answers(*steps: tuple[str, dict[str, Any]]) -> list[bool]:
        run = Run()
        return [run.checked(inputs) if step == "check" else run.kept(inputs, state()) for step, inputs in steps]

    assert answers(("check", MADE), ("diff", MADE), ("check", ADOPTING)) == [True, True, False]
    assert answers(("check", ADOPTING), ("check", MADE), ("diff", MADE)) == [True, True, False]
    assert answers(("check", ADOPTING), ("diff", ADOPTING), ("check", ADOPTING)) == [True, True, True]


def test_a_failed_adoption_can_be_tried_again() -> None:
    """By any resource, but not by two at once."""
    run = Run()
    assert run.begin_adoption(KEY_SID, MADE)
    assert not run.begin_adoption(KEY_SID, ADOPTING)
    run.end_failed_adoption(KEY_SID)
    assert run.begin_adoption(KEY_SID, ADOPTING)
    assert run.lives_on(state())

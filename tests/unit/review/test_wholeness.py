"""Inputs that are whole to a parser of JSON, and not to a reader of previews."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.review.previews import MASKED, Step, inputs, plain, reviewed, root, state, step, stream, urn_of
from twilio_keys_component.review import UnusablePreviewError, read_preview

CREATE = step("create", new=inputs())
SHOP = urn_of("shop", kind="aws:lambda/function:Function")


def _refusal(text: str) -> str:
    with pytest.raises(UnusablePreviewError) as refused:
        read_preview(text, name="preview.json")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def _without(text: str, *words: str) -> str:
    """A stream without the lines in which all these words stand."""
    return "\n".join(line for line in text.splitlines() if not all(word in line for word in words))


def nested(levels: int, value: Any = "x") -> Any:
    """A value in that many objects."""
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize("op", ["create", "update", "replace", "delete", "same"])
def test_a_stream_without_its_middle_is_refused(op: str) -> None:
    """Its summary counts what is not there: a key that nobody would have reviewed."""
    whole = stream(root(), step(op, old=inputs(), new=None if op == "delete" else inputs()))
    assert read_preview(whole, name="-").steps
    assert f"of {op} in its summary" in _refusal(_without(whole, urn_of("notifier"), '"metadata"'))


def test_a_stream_without_the_end_of_a_step_is_refused() -> None:
    """What the stack puts out stands there; a preview that failed may lack it."""
    whole = stream(root(), CREATE)
    assert "a step that does not end" in _refusal(_without(whole, urn_of("notifier"), "resOutputsEvent"))
    failed = stream(root(), CREATE, result="failed")
    assert len(read_preview(_without(failed, urn_of("notifier"), "resOutputsEvent"), name="-").steps) == 2


def test_a_plain_preview_without_its_middle_is_refused() -> None:
    """Unchanged resources may be missing, as without `--show-sames`, and nothing else."""
    document = json.loads(plain(root(), CREATE, unseen=4))
    del document["steps"][1]
    assert "counts 1 of create in its summary and tells of 0" in _refusal(json.dumps(document))


@pytest.mark.parametrize("text", ['{"changeSummary": {}}', '{"diagnostics": []}', '{"steps": []}'])
def test_a_preview_of_nothing_is_refused(text: str) -> None:
    """There is always the stack itself, unless the preview failed."""
    assert "tells of no resource" in _refusal(text)
    failed = '{"diagnostics": [{"severity": "error", "message": "no"}], "duration": 1}'
    assert read_preview(failed, name="-").has_failed


def test_a_stream_of_nothing_is_refused() -> None:
    """As a plain preview is."""
    assert "tells of no resource" in _refusal(
        _without(stream(root(), result="succeeded"), '"metadata"').replace("same", "x")
    )


def test_a_name_that_stands_twice_is_refused() -> None:
    """Readers of JSON differ on which one counts."""
    text = plain(root(), CREATE)
    assert "has a name twice" in _refusal(text[:-1] + ', "steps": []}')


@pytest.mark.parametrize("make", [stream, plain])
@pytest.mark.parametrize(
    ("op", "old", "new"), [("create", None, None), ("update", None, inputs()), ("replace", None, None)]
)
def test_a_step_that_does_not_say_what_it_does_is_refused(make: Any, op: str, old: Any, new: Any) -> None:
    """Nothing is taken for granted about a key that is not shown."""
    assert "does not say what it does" in _refusal(make(root(), step(op, old=old, new=new)))


@pytest.mark.parametrize("make", [stream, plain])
def test_what_is_nested_too_deep_is_refused(make: Any) -> None:
    """Whether a parser takes it or not; what is nested as deep as can be is reviewed."""
    for levels in (300, 900):
        assert "nested too deep" in _refusal(make(root(), Step("create", SHOP, None, state(SHOP, nested(levels)))))
    deep = [nested(180, value) for value in ("x", MASKED)]
    steps = [Step("update", SHOP, state(SHOP, deep[0]), state(SHOP, deep[1])), step("create", new=inputs(odd=deep[1]))]
    assert not reviewed(make(root(), *steps)).after.findings


@pytest.mark.parametrize("levels", [300, 5000])
def test_a_setting_that_is_nested_too_deep_counts_as_plain(levels: int) -> None:
    """Masked or not, it is no way to hide a credential."""
    text = '{"a":' * levels + '"[secret]"' + "}" * levels
    (finding,) = reviewed(stream(root(), config={"twilio-keys:accounts": text})).after.findings
    assert finding.rule.id == "TK304"

"""Inputs that look like a preview and are none, more than one, or one that never began."""

from __future__ import annotations

import json

import pytest

from tests.unit.review.previews import inputs, plain, root, step, stream, urn_of
from twilio_keys_component.review import UnusablePreviewError, read_preview

NEW = step("create", new=inputs())
STREAM, PLAIN = stream(root(), NEW), plain(root(), NEW)
LOADED = '{"sequence": 0, "policyLoadEvent": {}}'
CANCELLED = '{"sequence": 1, "cancelEvent": {}}'


def _refusal(text: str) -> str:
    with pytest.raises(UnusablePreviewError) as refused:
        read_preview(text, name="preview.json")
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        f"{STREAM}\n{STREAM}",
        f"{STREAM[:-40].rpartition(chr(10))[0]}\n{STREAM}",
        f"{PLAIN}\n{PLAIN}",
        f"{PLAIN}\n{STREAM}",
        f"{STREAM}\n{PLAIN}",
    ],
    ids=["streams", "cut-stream-first", "plain", "plain-and-stream", "stream-and-plain"],
)
def test_two_previews_in_one_file_are_refused(text: str) -> None:
    """One review of both would judge one stack's keys by the other's levels."""
    assert _refusal(text) == "preview.json holds two previews: give one for each stack"


@pytest.mark.parametrize("other", [urn_of("b", stack="dev"), urn_of("b").replace("::orders::", "::shop::")])
@pytest.mark.parametrize("make", [stream, plain])
def test_resources_of_two_stacks_are_refused(make: object, other: str) -> None:
    """No preview of the engine's has them."""
    assert callable(make)
    assert "holds two previews" in _refusal(make(root(), NEW, step("create", urn=other, new=inputs())))


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    """The engine printed nothing: why, it said elsewhere."""
    refusal = _refusal(text)
    assert refusal.startswith("preview.json is empty: the preview did not get started, see what pulumi printed")


@pytest.mark.parametrize("text", ["{}\n", f"{LOADED}\n{CANCELLED}", LOADED])
def test_a_preview_that_never_began_is_told_from_one_that_is_cut_off(text: str) -> None:
    """A policy pack that is not there ends it before anything is looked at."""
    refusal = _refusal(text)
    assert "the preview did not get started, see what pulumi printed" in refusal
    assert "cut off" not in refusal


def test_the_recipe_is_the_one_of_the_page() -> None:
    """Without a refresh, what was changed outside stays unseen."""
    assert "PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json --refresh > " in _refusal(json.dumps([]))

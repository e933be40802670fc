"""Reading what the engine printed."""

from __future__ import annotations

import json

import pytest

from tests.unit.review.previews import diagnostic, inputs, plain, root, step, stream, urn_of
from twilio_keys_component.review import Position, Source, UnusablePreviewError, read_preview

NEW = step("create", new=inputs())


def _refusal(text: str) -> str:
    with pytest.raises(UnusablePreviewError) as refused:
        read_preview(text, name="preview.json")
    return str(refused.value)


def test_a_stream_is_read_however_it_is_laid_out() -> None:
    """One event a line, pretty-printed or without any space between: the same preview."""
    lines = stream(root(), NEW)
    events = [json.loads(line) for line in lines.splitlines()]
    pretty = "\ufeff" + "\n".join(json.dumps(event, indent=2) for event in events)
    glued = "".join(map(json.dumps, events))
    assert read_preview(lines, name="-") == read_preview(pretty, name="-") == read_preview(glued, name="-")
    assert read_preview(lines, name="-").source is Source.EVENTS


def test_each_step_counts_once_and_as_it_was_told_last() -> None:
    """A step is told of when it begins and when it ends; what it put out is told at its end."""
    preview = read_preview(stream(root({"sid": "x"})), name="-")
    (only,) = preview.steps
    assert only.new is not None
    assert only.new.outputs == {"sid": "x"}


def test_a_plain_preview_is_told_from_a_stream() -> None:
    """It is one object with steps; what it leaves out is counted."""
    preview = read_preview(plain(root(), NEW, unseen=3), name="-")
    assert (preview.source, len(preview.steps), preview.unseen) == (Source.PREVIEW, 2, 3)


@pytest.mark.parametrize(
    "text", ["", "hello", "[]", "5", '{"a": 1}', '{"duration": 1}', '{"sequence": 1}', "[" * 90_000]
)
def test_foreign_text_is_refused_with_the_command_that_makes_a_preview(text: str) -> None:
    """One line says what was given and how to make what is wanted."""
    refusal = _refusal(text)
    assert refusal.startswith("preview.json is ")
    assert "PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json" in refusal
    assert "\n" not in refusal


@pytest.mark.parametrize("kept", [0.3, 0.7])
@pytest.mark.parametrize("text", [stream(root(), NEW), plain(root(), NEW)])
def test_a_preview_that_is_cut_off_is_refused(text: str, kept: float) -> None:
    """Half a preview would show half of the change."""
    assert "cut off" in _refusal(text[: int(len(text) * kept)])


@pytest.mark.parametrize("missing", [1, 2])
def test_a_stream_without_its_last_events_is_refused(missing: int) -> None:
    """Whole lines can be missing too."""
    assert "its last events are missing" in _refusal("\n".join(stream(root(), NEW).splitlines()[:-missing]))


def test_the_events_of_an_update_are_refused() -> None:
    """What was done already cannot be reviewed before it is done."""
    assert "tells of an update" in _refusal(stream(root(), is_preview=False))


@pytest.mark.parametrize(
    "text", ['{"steps": 5}', '{"steps": [{"op": "same", "urn": "nonsense"}]}', '{"sequence": "one", "cancelEvent": {}}']
)
def test_a_field_of_another_type_is_named(text: str) -> None:
    """Another version of the engine may print something else: it is not guessed what that means."""
    assert "is not what it should be" in _refusal(text)


def test_the_name_of_the_file_cannot_trick_a_terminal() -> None:
    """Control characters in it are shown as such; stdin is called the input."""
    with pytest.raises(UnusablePreviewError, match=r"^a\\x1b\[2Jb is"):
        read_preview("5", name="a\x1b[2Jb")
    with pytest.raises(UnusablePreviewError, match=r"^the input is"):
        read_preview("5", name="-")


@pytest.mark.parametrize(
    ("said", "result", "has_failed"),
    [
        ((), "succeeded", False),
        ((), "failed", True),
        ((diagnostic("careful", severity="warning"),), "", False),
        ((diagnostic("no"),), "", True),
    ],
)
def test_a_preview_has_failed_if_it_says_so_or_tells_an_error(
    said: tuple[dict[str, str], ...], result: str, *, has_failed: bool
) -> None:
    """Engines that give no result still tell errors."""
    assert read_preview(stream(root(), said=said, result=result), name="-").has_failed is has_failed


def test_an_error_event_counts_as_an_error() -> None:
    """Some failures of the engine are told so."""
    *events, end = stream(root(), result="").splitlines()
    preview = read_preview("\n".join([*events, '{"sequence": 99, "errorEvent": {"error": "broken"}}', end]), name="-")
    assert preview.has_failed
    assert preview.diagnostics[0].text == "broken"


def test_the_stream_tells_positions_in_debug_messages() -> None:
    """Our resource says there where it is declared; nothing else is taken for it."""
    urn = urn_of("notifier")
    said = (
        diagnostic("twilio-keys: declared at keys/sms.py#12\n", severity="debug", urn=urn),
        diagnostic("registering resource\n", severity="debug", urn=urn),
        diagnostic("twilio-keys: declared at other.py#1", severity="info", urn=urn_of("other")),
        diagnostic("twilio-keys: declared at nowhere.py#1", severity="debug"),
    )
    assert read_preview(stream(root(), NEW, said=said), name="-").positions == {urn: Position("keys/sms.py", 12)}


def test_a_plain_preview_tells_positions_in_stack_traces() -> None:
    """The first frame in the user's own files counts: not this package, not what is installed, not other folders."""
    frames = (
        "project:///../other/keys.py#1",
        "",
        "project:///.venv/lib/python3.11/site-packages/pulumi/resource.py#9",
        "project:///twilio_keys_component/resources/api_key.py#200",
        "project:///keys/sms.py#12",
        "project:///__main__.py#3",
    )
    preview = read_preview(plain(NEW, frames=frames), name="-")
    assert preview.positions == {urn_of("notifier"): Position("keys/sms.py", 12)}
    assert read_preview(plain(NEW, frames=frames[:4]), name="-").positions == {}

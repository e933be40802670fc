"""Which permission names a deployment takes for known."""

from __future__ import annotations

from pathlib import Path

import pytest

from twilio_keys_component.permissions import Catalog, Permission, load_catalog
from twilio_keys_component.twilio_iam import Connection, CredentialsError, Names
from twilio_keys_component.twilio_iam.connection import settings_problems
from twilio_keys_component.twilio_iam.names import has_relative_overlay

OWN = "/twilio/serverless/services/read"
OVERLAY = """
[[resources]]
product = "serverless"
resource = "services"
description = "Services"

[[permissions]]
permission = "/twilio/serverless/services/read"
evidence = "live"
access = "read"
"""
GOOD = {"accountSid": "ACe0" + "a1" * 15, "authToken": "x" * 32}


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """An overlay file."""
    path = tmp_path / "own.toml"
    path.write_text(OVERLAY, "utf-8")
    return path


def complaints(names: Names, *texts: str) -> tuple[str, ...]:
    """What is said about these permissions."""
    return names.complaints(map(Permission.parse, texts))


def test_without_settings_the_catalog_counts_and_unknown_names_pass() -> None:
    """The package's own; an empty setting is none."""
    nothing: dict[str, str] = {}
    for settings in (nothing, {"strictPermissions": "", "permissionsOverlay": ""}):
        names = Names.from_settings(settings.get)
        assert names == Names(load_catalog(), is_strict=False)


@pytest.mark.parametrize(("text", "is_strict"), [("true", True), ("True", True), ("false", False), ("FALSE", False)])
def test_strictness_is_true_or_false(text: str, is_strict: bool) -> None:
    """In any case, as Pulumi and people write it."""
    assert Names.from_settings({"strictPermissions": text}.get).is_strict is is_strict


@pytest.mark.parametrize("text", ["yes", "1", " true", "nonsense"])
def test_another_strictness_is_a_problem(text: str) -> None:
    """A typing error must not make a strict deployment lax."""
    with pytest.raises(CredentialsError, match=r"^twilio-keys:strictPermissions: is neither true nor false$"):
        Names.from_settings({"strictPermissions": text}.get)


def test_an_overlay_makes_names_known(overlay: Path) -> None:
    """Beside those of the catalog."""
    names = Names.from_settings({"permissionsOverlay": str(overlay)}.get)
    assert complaints(names, OWN, "/twilio/messaging/messages/create") == ()
    assert len(names.catalog.entries) == len(load_catalog().entries) + 1


def test_a_relative_path_begins_at_the_folder_of_the_process(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error shows the whole path, so that one sees where it was looked for."""
    monkeypatch.chdir(overlay.parent)
    assert complaints(Names.from_settings({"permissionsOverlay": "own.toml"}.get), OWN) == ()
    with pytest.raises(CredentialsError, match=f"{overlay.parent}/gone.toml cannot be read: No such file"):
        Names.from_settings({"permissionsOverlay": "gone.toml"}.get)


def test_both_problems_are_told_at_once(tmp_path: Path) -> None:
    """Strictness and overlay, each at its setting."""
    settings = {"strictPermissions": "maybe", "permissionsOverlay": str(tmp_path / "gone.toml")}
    with pytest.raises(CredentialsError) as caught:
        Names.from_settings(settings.get)
    problems = [problem.property for problem in caught.value.problems]
    assert problems == ["twilio-keys:strictPermissions", "twilio-keys:permissionsOverlay"]


def test_a_connection_has_the_names_of_its_settings(overlay: Path) -> None:
    """And those of the package where it is made without settings."""
    settings = {**GOOD, "strictPermissions": "true", "permissionsOverlay": str(overlay)}
    connection = Connection.from_settings(settings.get, {})
    assert (connection.names.is_strict, complaints(connection.names, OWN)) == (True, ())
    connection.close()


def test_problems_of_names_stand_beside_those_of_the_rest() -> None:
    """One run shows them all."""
    settings = {"strictPermissions": "maybe", "region": "mars"}
    with pytest.raises(CredentialsError) as caught:
        Connection.from_settings(settings.get, {})
    names = [problem.property.removeprefix("twilio-keys:") for problem in caught.value.problems]
    assert names == ["accountSid", "region", "strictPermissions"]


def test_an_overlay_beside_another_process_is_left_to_that_process(tmp_path: Path) -> None:
    """Only an absolute path means the same in both."""
    assert settings_problems({"permissionsOverlay": "gone.toml"}.get) == []
    absolute = str(tmp_path / "gone.toml")
    for settings, environment in (
        (GOOD | {"permissionsOverlay": "gone.toml"}, {}),
        ({"permissionsOverlay": absolute}, None),
    ):
        (problem,) = settings_problems(settings.get, environment)
        assert problem.property == "twilio-keys:permissionsOverlay"
    paths = {"own.toml": True, "./own.toml": True, "../own.toml": True, absolute: False, "": False}
    assert {path: has_relative_overlay({"permissionsOverlay": path}.get) for path in paths} == paths


def test_an_unknown_name_is_told_with_what_it_may_mean_and_a_way_out() -> None:
    """The likeliest two; and where a right name goes."""
    (complaint,) = complaints(Names(load_catalog()), "/twilio/mesaging/message/create")
    assert complaint.startswith(
        "/twilio/mesaging/message/create is not a known permission: did you mean /twilio/messaging/messages/create or "
    )
    assert complaint.count(" or /twilio/") == 1
    assert complaint.endswith(
        "? Twilio refuses the whole key if it does not know a name. Where the name is right, put it into an overlay "
        "file (`twilio-keys:permissionsOverlay`)"
    )


def test_a_name_that_is_like_no_other_is_told_without_a_guess() -> None:
    """A wrong hint would be worse than none."""
    (complaint,) = complaints(Names(load_catalog()), "/twilio/qqqq/zzzz/read")
    assert complaint.startswith("/twilio/qqqq/zzzz/read is not a known permission. Twilio refuses")


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("/twilio/messaging/messages/create", True),
        ("/twilio/messaging/messages/*", True),
        ("/twilio/voice/conferences/*", True),
        ("/twilio/voice/conferences/delete", False),
        ("/twilio/voice/sip.connection-policies.targets/create", False),
        ("/twilio/messaging/no-such-thing/*", False),
    ],
)
def test_a_wildcard_is_known_where_its_resource_is(text: str, is_known: bool) -> None:
    """Also one that no list has; a single action must be known itself."""
    assert (complaints(Names(load_catalog()), text) == ()) is is_known


def test_complaints_are_sorted_and_each_is_made_once() -> None:
    """Whatever the order of the names."""
    wrong = ["/twilio/voice/zzz/read", "/twilio/messaging/zzz/read", "/twilio/voice/zzz/read"]
    found = complaints(Names(load_catalog()), *wrong)
    assert [complaint.split(" ", 1)[0] for complaint in found] == sorted(set(wrong))
    assert found == complaints(Names(load_catalog()), *reversed(wrong))


def test_only_the_first_unknown_names_of_a_key_are_looked_up() -> None:
    """The rest is counted, or named where it is an error: a grant in another system's words must not stop a preview."""
    wrong = [f"/twilio/messaging/mesages-{number}/create" for number in range(10, 110)]
    lax, strict = (complaints(Names(load_catalog(), is_strict), *wrong) for is_strict in (False, True))
    assert len(lax) == 6
    assert lax[-1] == "and 95 more unknown: `twilio-keys:strictPermissions` names them all"
    assert [complaint.split(" ", 1)[0] for complaint in strict] == sorted(wrong)
    assert lax[:5] == strict[:5]
    assert ["did you mean" in complaint for complaint in strict] == [True] * 5 + [False] * 95


def test_what_a_name_may_mean_is_looked_up_once() -> None:
    """Every key of a deployment is checked twice, and many have the same mistake."""
    known = load_catalog()
    names, wrong = Names(Catalog(known.entries.values(), known.resources.values())), "/twilio/messaging/mesages/create"
    assert complaints(names, wrong) == complaints(names, wrong)
    remembered = names.catalog._matcher._remembered.cache_info()
    assert (remembered.hits, remembered.misses) == (1, 1)


def test_a_secret_in_the_place_of_a_name_is_not_repeated() -> None:
    """Only its length."""
    (complaint,) = complaints(Names(load_catalog()), "/twilio/voice/" + "f" * 32 + "/create")
    assert complaint.startswith("/twilio/voice/(32 characters)/create is not a known permission")

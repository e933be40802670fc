"""The tool that checks the catalog's files and writes what is derived from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.catalog.__main__ import main
from tools.catalog.checks import source_problems, stale_problems
from tools.catalog.derived import derived, written
from tools.catalog.rows import CONDITION_TABLE, OPERATION_TABLE, SHAPE_TABLE
from tools.catalog.sources import (
    CONDITIONS,
    FILES,
    OPERATIONS,
    PERMISSIONS,
    PROFILES,
    RESOURCES,
    RISKS,
    ROOT,
    SHAPES,
    Sources,
)

SOURCES = Sources.read()
USAGE = "/twilio/billing/usage/read\tboth\tlisted\tlist\t-"
PROMOTE = "accounts.twilio.com\t/v1/AuthTokens/Promote"

DAMAGES = {
    PERMISSIONS: [
        ("permission\tlist", "name\tlist", "the heading must be the columns permission, list, evidence"),
        ("tags\n", "tags\r\n", "the heading must be the columns"),
        ("listed\tlist\t-\n", "listed\tlist\t-\r\n", "every line must end with a line feed, and with nothing else"),
        (USAGE, f"{USAGE}\n{USAGE}", "/twilio/billing/usage/read stands on line 2 already: keep one of the two"),
        (USAGE, USAGE.removesuffix("\t-"), "4 columns instead of 5: permission, list, evidence, access, tags"),
        ("read\tboth\tlisted", "read\tC\tlisted", "list: String should match pattern '^(A|B|both|other)$', not 'C'"),
        ("read\tboth\tlisted", "read\tboth\tseen", "evidence: Input should be 'live', 'listed' or 'inferred', not"),
        ("read\tboth\tlisted", "read\tboth\t-", "evidence: nothing is said, and something must be"),
        ("read\tboth\tlisted", "read\tboth \tlisted", "list: white space around the text, or no text; write - for"),
        ("usage/read\t", "usage/fetch\t", "permission: '/twilio/billing/usage/fetch' is not a Twilio permission"),
        ("/twilio/voice/twiml.apps/update", "twilio/voice/twiml.apps/update", "must be written /twilio/voice/twiml"),
        ("/billing/usage/", "/billing/bill/", "billing bill is not described: add it to"),
        ("/billing/usage/", "/zzz/usage/", "not sorted: /twilio/event-streams/event-type/list belongs further up"),
    ],
    RESOURCES: [
        ("Usage details", "Usage details\nbilling\tuses\t-\tgeneral\tUses", "no permission is about billing uses"),
        ("ip-records\tsip.ip-records", "ip-records\tsip.records", "there is no resource sip.records of voice"),
        ("ip-records\tsip.ip-records", "ip-records\tbyoc-trunks", "byoc-trunks is itself a second spelling"),
        ("general\tUsage details", "secret\tUsage details", "availability: Input should be 'general'"),
    ],
    OPERATIONS: [
        ("UpdateAuth", "PromoteAuth", "operation_id: String should match pattern"),
        ("UpdateAuth", "DeleteAuth", "DeleteAuthTokenPromotion cannot be a POST: Delete is DELETE"),
        ("TokenPromotion\t-\tunknown", "TokenPromotion\t-\tsure", "the confidence is unknown where there are no"),
        ("messaging/messages/create", "sms/messages/create", "/twilio/sms/messages/create is not in"),
        (PROMOTE, f"{PROMOTE}/{{A}}/{{A}}", "a parameter of /v1/AuthTokens/Promote/{A}/{A} has the name of another"),
        (PROMOTE, f"{PROMOTE}{{A}}", "path: String should match pattern"),
        (PROMOTE, f"{PROMOTE}s", "POST https://accounts.twilio.com/v1/AuthTokens/Promotes has no shape: add it to"),
    ],
    CONDITIONS: [
        ("Calls.json", "Call.json", "POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Call.json is not"),
        ("voice/calls.", "voice/call.", "/twilio/voice/call.recordings/create is not in"),
        ("Record\ttrue", "Record\tTrue", "values.0: String should match pattern"),
    ],
    SHAPES: [
        ("\t200\t", "\t500\t", "status: String should match pattern '^[23][0-9]{2}$', not '500'"),
        (PROMOTE, f"{PROMOTE}s", "POST https://accounts.twilio.com/v1/AuthTokens/Promotes is not in"),
    ],
    RISKS: [
        ("studio/flows.validate/update", "studio/flow/update", "/twilio/studio/flow/update matches no permission"),
        ('level = "read"', 'level = "low"', "risks.toml cannot be used. Correct these places in it: [[access]] 1"),
    ],
    PROFILES: [("[[profiles]]", "[[profile]]", "profiles.toml cannot be used. Correct these places in it")],
}
"""For each file: a text in it, what takes its place, and what the tool says of it."""


def damaged(sources: Sources, file: str, old: str, new: str) -> Sources:
    """The sources with the first `old` in one file replaced."""
    assert old in sources.texts[file]
    return sources.with_text(file, sources.texts[file].replace(old, new, 1))


def test_nothing_is_wrong_with_the_catalog() -> None:
    """Every row is valid, everything fits together, and what is derived is up to date."""
    assert source_problems(SOURCES) == []
    assert stale_problems(SOURCES, written(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), [(file, *damage) for file, damages in DAMAGES.items() for damage in damages]
)
def test_damage_is_told_with_its_file(file: str, old: str, new: str, said: str) -> None:
    """Each kind of mistake has a sentence that names what is wrong and what to do."""
    problems = source_problems(damaged(SOURCES, file, old, new))
    assert [problem for problem in problems if problem.file == file and said in str(problem)], problems


def test_a_problem_names_its_line() -> None:
    """An editor can jump to `file:line:`."""
    text = SOURCES.texts[PERMISSIONS].splitlines()
    line = text.index("/twilio/messaging/messages/create\tboth\tlive\twrite\tcosts-money") + 1
    sources = damaged(SOURCES, PERMISSIONS, "messages/create\tboth\tlive", "messages/create\tboth\talive")
    (problem,) = source_problems(sources)
    assert str(problem).startswith(f"{PERMISSIONS}:{line}: evidence: ")


def test_a_glob_that_matches_nothing_is_told_with_its_line() -> None:
    """The line is that of the glob, not that of its rule."""
    (problem,) = source_problems(damaged(SOURCES, RISKS, "flows.validate/update", "flow/update"))
    assert "/twilio/studio/flows.validate/update" in SOURCES.texts[RISKS].splitlines()[problem.line - 1]


def test_all_problems_are_told_at_once() -> None:
    """Mistakes in different files make one list, sorted by file and line; a wrong row does not hide another file's."""
    sources = damaged(SOURCES, SHAPES, "\t200\t", "\tok\t")
    sources = damaged(sources, RESOURCES, "\tsip.ip-records", "\tsip.records")
    sources = damaged(sources, OPERATIONS, "UpdateAuth", "DeleteAuth")
    assert [problem.file for problem in source_problems(sources)] == [SHAPES, OPERATIONS, RESOURCES]


def test_a_wrong_row_is_not_held_against_other_files() -> None:
    """A row that cannot be read tells its own mistake and no consequence."""
    problems = source_problems(damaged(SOURCES, PERMISSIONS, "usage/read\tboth", "usage/fetch\tboth"))
    assert [(problem.file, problem.line) for problem in problems] == [(PERMISSIONS, 2)]


def test_paths_that_differ_only_in_names_of_parameters_are_ambiguous() -> None:
    """A request could be for either, and only the later one would ever be found."""
    row = next(line for line in SOURCES.texts[OPERATIONS].splitlines() if "/Messages/{Sid}.json\tPOST" in line)
    twin = row.replace("{Sid}", "{Zid}")
    problems = source_problems(damaged(SOURCES, OPERATIONS, row, f"{row}\n{twin}"))
    assert any("/Messages/{Zid}.json cannot be told from /2010" in problem.text for problem in problems)


def test_a_derived_file_that_was_edited_is_told_with_the_way_to_mend_it(
    clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check names the first line that differs and the command that writes it anew."""
    page = clone / "docs/catalog.md"
    page.write_text(page.read_text().replace("# Catalog", "# Catalogue", 1))
    assert main(["check"], root=clone) == 1
    assert capsys.readouterr().err == (
        "docs/catalog.md:1: derived, and not up to date: run python -m tools.catalog build\n"
    )


def test_what_the_build_wrote_passes_the_check(clone: Path) -> None:
    """Missing, edited and left-over files are mended, and nothing else is touched."""
    names = clone / "twilio_keys_component/permissions/names"
    (names / "voice.py").unlink()
    (names / "fax.py").write_text("left over")
    assert main(["check"], root=clone) == 1
    assert main(["build"], root=clone) == 0
    assert main(["check"], root=clone) == 0
    assert not (names / "fax.py").exists()
    assert (names / "voice.py").read_text() == derived(SOURCES)["twilio_keys_component/permissions/names/voice.py"]


def test_a_new_permission_gets_its_risk_from_the_rules(clone: Path) -> None:
    """Whoever adds a name writes no access level and no tags."""
    table = clone / PERMISSIONS
    table.write_text(table.read_text().replace(USAGE, f"/twilio/billing/usage/delete\tother\tlisted\t-\t-\n{USAGE}"))
    assert main(["build"], root=clone) == 0
    assert table.read_text().splitlines()[1] == "/twilio/billing/usage/delete\tother\tlisted\tdelete\tdestroys-data"


def test_a_build_from_wrong_data_writes_nothing(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong is told as in a check, and the files stay as they were."""
    (clone / RESOURCES).write_text(SOURCES.texts[RESOURCES].replace("Usage details", "Usage\tdetails"))
    before = written(clone)
    assert main(["build"], root=clone) == 1
    assert f"{RESOURCES}:2: 6 columns instead of 5" in capsys.readouterr().err
    assert written(clone) == before


def test_a_missing_file_is_told_without_a_traceback(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text names the file."""
    (clone / RISKS).unlink()
    assert main(["check"], root=clone) == 1
    assert RISKS in capsys.readouterr().err


def test_wrong_use_has_an_exit_code_of_its_own() -> None:
    """A misspelled command is exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["chekc"])
    assert stopped.value.code == 2


def test_what_is_derived_does_not_depend_on_the_order_of_the_rows() -> None:
    """Permissions in another order give the same bytes."""
    heading, *rows = SOURCES.texts[PERMISSIONS].splitlines()
    shuffled = "\n".join([heading, *reversed(rows)]) + "\n"
    assert derived(SOURCES.with_text(PERMISSIONS, shuffled)) == derived(SOURCES)


@pytest.mark.parametrize("table", [OPERATION_TABLE, CONDITION_TABLE, SHAPE_TABLE])
def test_every_column_of_a_table_has_a_field(table: object) -> None:
    """A column that no field is for would never be checked."""
    assert isinstance(table, type(SHAPE_TABLE))
    fields = {field.alias or name for name, field in table.row.model_fields.items()}
    assert fields == set(table.columns)


def test_the_check_reads_every_source() -> None:
    """The files of the catalog are those that lie there."""
    assert set(SOURCES.texts) == set(FILES)

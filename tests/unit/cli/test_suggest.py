"""`twilio-keys suggest`: what it prints where, and how it ends."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
import typer

from tests.builders import ACCOUNT_SID
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio
from twilio_keys_component.cli import suggest
from twilio_keys_component.permissions import load_catalog

LIST = "/twilio/messaging/messages/list"
CREATE = "/twilio/messaging/messages/create"
SOURCE = "from twilio.rest import Client\n\nclient = Client()\nclient.messages.list()\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give its exit code, stdout and stderr."""
    app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command("suggest", epilog=suggest.EXAMPLE)(suggest.run)

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            app([str(argument) for argument in arguments], prog_name="twilio-keys suggest")
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that lists messages, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("program.py")
    path.write_text(SOURCE)
    return path


@pytest.fixture
def key(twilio: LocalTwilio) -> str:
    """The name of a key that holds list and create, and has listed."""
    signer = twilio.make_key("restricted", LIST, CREATE, friendly_name="reports")
    with requests.Session() as session:
        session.trust_env = False
        url = f"{twilio.url}/api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        assert session.get(url, auth=signer, timeout=10).status_code == 200
    return "reports"


def test_python_is_ready_to_paste(run: Run, program: Path) -> None:
    """The list stands alone on stdout, each permission below the places that need it."""
    code, out, err = run(program)
    assert (code, err) == (0, "")
    assert out == f'permissions=[\n    # program.py:4 client.messages.list\n    "{LIST}",\n],\n'
    call = ast.parse(f"ApiKey({out})", mode="eval").body
    assert isinstance(call, ast.Call)
    assert ast.literal_eval(call.keywords[0].value) == [LIST]


def test_yaml_is_ready_to_paste(run: Run, program: Path) -> None:
    """The same for a Pulumi YAML program."""
    printed = f"permissions:\n  # program.py:4 client.messages.list\n  - {LIST}\n"
    assert run(program, "--format", "yaml") == (0, printed, "")


@pytest.mark.parametrize("options", [["--json"], ["--format", "json"]])
def test_json_has_everything(run: Run, program: Path, options: list[str]) -> None:
    """Machines get the places, what is open, and the notes."""
    program.write_text(SOURCE + "client.nothing\nclient.balance.fetch()\n")
    code, out, _ = run(program, *options)
    answer = json.loads(out)
    assert (code, answer["permissions"][-1]) == (1, LIST)
    assert {"permission": LIST, "file": "program.py", "line": 4, "call": "client.messages.list"} in answer["findings"]
    assert answer["unresolved"][0]["line"] == 5
    assert answer.keys() == {"permissions", "findings", "unresolved", "notes"}


def test_what_is_not_resolved_goes_to_stderr(run: Run, program: Path) -> None:
    """The list can be redirected to a file, what is open is seen and fails the command."""
    program.write_text(SOURCE + "client.nothing\nclient.available_phone_numbers.list()\n")
    code, out, err = run(program)
    assert (code, "nothing" in out) == (1, False)
    assert "not resolved (1):\n  program.py:5: client.nothing: twilio-python" in err
    assert "note: ListAvailablePhoneNumberCountry" in err


def test_the_emulators_record(run: Run, twilio: LocalTwilio, key: str) -> None:
    """What the only busy key used, or the one that is named."""
    printed = f'permissions=[\n    # used once\n    "{LIST}",\n],\n'
    assert run("--emulator", twilio.url) == (0, printed, "")
    assert run("--emulator", twilio.url, "--key", key) == (0, printed, "")


def test_compare_shows_what_was_never_used(run: Run, twilio: LocalTwilio, key: str) -> None:
    """A difference ends with 1, in every format."""
    code, out, err = run("--emulator", twilio.url, "--compare", key)
    assert (code, err) == (1, "")
    assert f"held and used (1):\n  {LIST}\n" in out
    assert f"held and never used, candidates to revoke (1):\n  {CREATE}\nused and not held (0):" in out
    code, out, _ = run("--emulator", twilio.url, "--compare", key, "--format", "yaml")
    lists = {"held_and_used": [LIST], "held_and_unused": [CREATE], "used_and_not_held": []}
    assert (code, out.splitlines()[1:]) == (
        1,
        ["held_and_used:", f"  - {LIST}", "held_and_unused:", f"  - {CREATE}", "used_and_not_held: []"],
    )
    code, out, _ = run("--emulator", twilio.url, "--compare", key, "--json")
    assert (code, {name: json.loads(out)[name] for name in lists}) == (1, lists)


def test_more_than_a_key_can_hold(run: Run, twilio: LocalTwilio) -> None:
    """All are shown, with what to do, and the command fails."""
    reads = [one for one in load_catalog().all_operations if one.method == "GET" and one.is_known]
    with requests.Session() as session:
        session.trust_env = False
        for one in reads:
            path = re.sub("{[A-Za-z]+}", "XX1", one.path.replace("{AccountSid}", ACCOUNT_SID))
            session.get(f"{twilio.url}/{one.host}{path}", auth=(ACCOUNT_SID, AUTH_TOKEN), timeout=10)
    code, out, err = run("--emulator", twilio.url)
    assert (code, out.count('"/twilio/') > 100) == (1, True)
    assert "permissions do not fit into one key" in err


def test_compare_with_source(run: Run, twilio: LocalTwilio, key: str, program: Path) -> None:
    """With paths, what is used comes from the source; a key that fits it ends with 0."""
    program.write_text(SOURCE + "client.messages.create(to='1')\nclient.messages('SM').fetch()\n")
    code, out, _ = run(program, "--emulator", twilio.url, "--compare", key)
    assert (code, "used and not held (1):\n  /twilio/messaging/messages/read\n" in out) == (1, True)
    program.write_text(SOURCE + "client.messages.create(to='1')\n")
    assert run(program, "--emulator", twilio.url, "--compare", key)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["program.py", "--emulator", "http://127.0.0.1:1"],
        ["program.py", "--key", "reports"],
        ["program.py", "--compare", "reports"],
        ["--emulator", "http://127.0.0.1:1", "--key", "a", "--compare", "b"],
        ["program.py", "--format", "toml"],
        ["program.py", "--format", "yaml", "--json"],
        ["--emulator", "http://127.0.0.1:1", "--overlay", "overlay.toml"],
        ["program.py", "--overlay", "nowhere.toml"],
    ],
)
def test_wrong_use(run: Run, program: Path, arguments: list[str]) -> None:
    """Options that do not go together end with 2, and nothing is printed to stdout."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_nothing_found_is_no_success(run: Run, program: Path) -> None:
    """A folder without a call of twilio-python is most likely the wrong one."""
    program.write_text("print(1)\n")
    said = "no call of twilio-python found in 1 file: give the files and folders that use it\n"
    assert run(program) == (1, "permissions=[],\n", said)
    Path("other.py").touch()
    code, out, err = run(".", "--json")
    assert (code, json.loads(out)["notes"], "in 2 files" in err) == (1, [err.strip()], True)


def test_an_overlay_names_what_operations_need(run: Run, program: Path) -> None:
    """An operation whose permission only the project knows is found like the others."""
    program.write_text(SOURCE.replace("messages", "serverless.v1.services"))
    assert run(program)[0] == 1
    Path("overlay.toml").write_text(
        "[[resources]]\nproduct = 'serverless'\nresource = 'services'\ndescription = 'Services.'\n"
        "[[permissions]]\npermission = '/twilio/serverless/services/list'\nevidence = 'live'\naccess = 'read'\n"
        "[[operations]]\nmethod = 'GET'\nhost = 'serverless.twilio.com'\npath = '/v1/Services'\n"
        "operation_id = 'ListService'\npermissions = ['/twilio/serverless/services/list']\n"
    )
    code, out, err = run(program, "--overlay", "overlay.toml")
    assert (code, err, '"/twilio/serverless/services/list"' in out) == (0, "", True)


def test_what_was_refused_stands_apart(run: Run, twilio: LocalTwilio) -> None:
    """Not known and not held are two things: the second one is mended by granting it."""
    signer = twilio.make_key("restricted", LIST)
    with requests.Session() as session:
        session.trust_env = False
        url = f"{twilio.url}/api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        session.post(url, auth=signer, timeout=10)
        session.get(f"{twilio.url}/serverless.twilio.com/v1/Services", auth=signer, timeout=10)
    code, _, err = run("--emulator", twilio.url)
    heading = "refused in the run: grant it and run again, or do without the call (1):"
    assert (code, err.splitlines()[0], err.splitlines()[2:]) == (1, "not resolved (1):", [heading, f"  {CREATE}: once"])


def test_several_keys_are_told_apart_with_a_command(run: Run, twilio: LocalTwilio, key: str) -> None:
    """The hint can be copied."""
    signer = twilio.make_key("restricted", LIST)
    with requests.Session() as session:
        session.trust_env = False
        url = f"{twilio.url}/api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
        session.get(url, auth=signer, timeout=10)
    code, _, err = run("--emulator", twilio.url)
    assert (code, f": twilio-keys suggest --emulator {twilio.url} --key SK" in err) == (2, True)
    assert run(*err.strip().split(": twilio-keys suggest ")[1].split())[0] == 0


def test_errors_are_one_line(run: Run, program: Path) -> None:
    """A file that does not parse, and an emulator that is not there, are said in one line."""
    program.write_text("(\n")
    for arguments, text in ((["program.py"], "program.py:1: "), (["--emulator", "http://127.0.0.1:1"], "no record")):
        code, out, err = run(*arguments)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert err.startswith(text)

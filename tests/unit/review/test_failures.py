"""Why a preview failed, in words that lead to the line."""

from __future__ import annotations

import pytest

from tests.unit.review.previews import diagnostic, reviewed, root, stream
from twilio_keys_component.review.markdown import as_markdown

ENGINE = """\
Program failed with an unhandled exception:
Traceback (most recent call last):
  File "/opt/pulumi/bin/pulumi-language-python-exec", line 188, in run
    runpy.run_path(args.PROGRAM, run_name="__main__")
  File "<frozen runpy>", line 304, in run_path
  File "/usr/lib/python3.11/asyncio/base_events.py", line 653, in run_until_complete
    return future.result()
"""
MAIN = '  File "/home/ada/orders/__main__.py", line 4, in <module>\n    import keys.sms\n'
INNER = '  File "/home/ada/orders/keys/sms.py", line 2, in <module>\n    f()\n    ^^^\n'
OURS = '  File "/home/ada/orders/.venv/lib/python3.11/site-packages/x/model.py", line 9, in g\n    x\n'
SYNTAX = '  File "/home/ada/orders/__main__.py", line 2\n    x = = 1\n        ^\nSyntaxError: invalid syntax'


def _error(text: str) -> str:
    (error,) = reviewed(stream(root(), said=(diagnostic(text),), result="failed")).errors
    return error.partition("\n")[2] or error


@pytest.mark.parametrize(
    ("trace", "told"),
    [
        (f"{MAIN}{INNER}RuntimeError: boom", "RuntimeError: boom (keys/sms.py, line 2)"),
        (f"{MAIN}{OURS}ValueError: bad\n  * one\n  * two", "ValueError: bad (__main__.py, line 4)\n  * one\n  * two"),
        (SYNTAX, "SyntaxError: invalid syntax (__main__.py, line 2)"),
        ("RuntimeError: boom", "RuntimeError: boom"),
        (SYNTAX.replace("/home/ada/orders/", "C:\\\\ada\\\\"), "SyntaxError: invalid syntax (__main__.py, line 2)"),
    ],
    ids=["module", "installed", "syntax", "no-frame", "windows"],
)
def test_an_exception_is_told_with_its_line_in_the_program(trace: str, told: str) -> None:
    """The last frame that is the user's, from the folder of the program; no path of the machine."""
    assert _error(ENGINE + trace) == told


def test_a_traceback_that_was_cut_off_is_told_by_its_last_line() -> None:
    """Nothing better is known."""
    assert _error(f"{ENGINE.rstrip()}") == "    return future.result()"


def test_each_line_of_an_error_is_an_item_in_a_comment() -> None:
    """A list of problems in one line is none that anybody reads."""
    said = diagnostic("these must be corrected:\n  * one\n  * two\n")
    page = as_markdown(reviewed(stream(root(), said=(said,), result="failed")))
    assert "\n- these must be corrected:\n  - one\n  - two\n\n" in page

"""Texts that try to be more than text."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from tests.builders import KEY_SID, SECRET

TRICKS: Final = (
    "@team-security",
    "<!-- hidden -->",
    "<details>",
    "</details>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/x.png)",
    "[click](https://evil.example)",
    "https://evil.example",
    "www.evil.example",
    "`",
    "```",
    "**bold**",
    "__init__",
    "~~gone~~",
    "| a | b |",
    "| --- | --- |",
    "\n",
    "\n\n# A heading\n\n",
    "\r\n---\r\n",
    "\n- [ ] task",
    "\n    code",
    "#12",
    "GH-12",
    ":tada:",
    "$x$",
    "&lt;b&gt;",
    "\\",
    "\u202e",
    "\u2066",
    "\u200b",
    "\x1b[31m",
    "{0}",
    "{{ review }}",
    "{% raw %}",
    SECRET,
    KEY_SID,
)


def texts() -> st.SearchStrategy[str]:
    """Tricks among any letters."""
    return st.lists(st.sampled_from(TRICKS) | st.text(max_size=8), min_size=1, max_size=6).map("".join)

"""The preview that a command reads: from a file, or from stdin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twilio_keys_component.review import Preview


def load_preview(file: str) -> Preview:
    """The preview in a file.

    Args:
        file: Its path; `-` for stdin.

    Raises:
        UnusablePreviewError: It cannot be read, or is no whole preview.
    """
    from twilio_keys_component.errors import escaped
    from twilio_keys_component.review import UnusablePreviewError, read_preview

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusablePreviewError(f"{escaped(file)} cannot be read: it is no UTF-8 text") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnusablePreviewError(f"{escaped(file)} cannot be read: {reason}") from None
    return read_preview(text, name=file)

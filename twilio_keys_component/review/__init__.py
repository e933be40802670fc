"""What a change of a Pulumi program does to keys, in words: from the engine's preview to a review."""

from twilio_keys_component.review.model import (
    ChangeKind,
    FieldChange,
    KeyChange,
    PolicyMessage,
    Position,
    Review,
    Source,
)
from twilio_keys_component.review.preview import Preview, UnusablePreviewError, read_preview
from twilio_keys_component.review.reviewing import Terms, review

__all__ = [
    "ChangeKind",
    "FieldChange",
    "KeyChange",
    "PolicyMessage",
    "Position",
    "Preview",
    "Review",
    "Source",
    "Terms",
    "UnusablePreviewError",
    "read_preview",
    "review",
]

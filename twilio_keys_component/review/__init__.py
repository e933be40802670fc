"""What a change of a Pulumi program does to keys, in words: from the engine's preview to a review."""

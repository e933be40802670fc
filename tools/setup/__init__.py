"""Set-up of a clone: the virtual environment and the Pulumi engine, with the standard library only."""

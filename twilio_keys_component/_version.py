"""The version of the package, in one place for the build, the CLI and the User-Agent."""

__version__ = "0.1.0"

"""Checks the catalog's data files and writes what is derived from them."""

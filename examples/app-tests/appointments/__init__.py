"""Reminds people of their appointments by text."""

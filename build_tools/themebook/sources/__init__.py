"""Turns the text of the sources into typed values that know their place."""

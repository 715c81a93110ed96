"""Tests of manuscripts: small texts of invented words, in the shapes that real ones have."""

"""Transcripts with times: WebVTT and SubRip."""

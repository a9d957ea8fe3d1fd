"""Beats as speech (SSML). No other package writes SSML."""

"""Beats as speech (SSML) and as plain text. The only room that knows markup, and how long one break may last."""

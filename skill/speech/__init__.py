"""Beats as speech (SSML) and as plain text. No other package writes markup."""

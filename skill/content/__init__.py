"""Reads content/ once into one frozen Content per locale, and checks it across files."""

"""Stretches, routines, and the timing of a routine. It uses the standard library and msgspec only."""

"""The parts of the simulator's ears: words, numbers, times, slot values, samples and likeness.

Knows interaction models and English number words.
"""

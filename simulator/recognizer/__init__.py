"""What an intent is recognized by: words, numbers, times, slot values, samples and likeness.

Knows interaction models and English number words.
"""

"""The nouns of stretching: stretches, routines, and how a routine is laid out in time.

Knows nothing of conversations, Alexa, files or clocks: standard content only.
"""

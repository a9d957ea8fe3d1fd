"""A simulated Echo: it recognizes typed words, sends Alexa's JSON to the skill, and simulates time.

The skill is a callable from request to response.
"""

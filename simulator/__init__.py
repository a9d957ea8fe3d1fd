"""An Echo without the Echo: hears typed words, sends Alexa's JSON, and lets simulated time pass.

Knows the skill only as a callable from request to response.
"""

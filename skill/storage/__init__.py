"""Stored profiles: one small record for each user, in SQLite or in DynamoDB.

This package takes keys, never requests.
"""

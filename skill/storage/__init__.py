"""What is remembered between visits: one small record for each person, in SQLite or in DynamoDB, behind the SDK's port.

It knows how to keep a profile and may not know what any of it is for, nor that there is a conversation.
"""

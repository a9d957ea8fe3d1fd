"""A voice that talks someone through a leg cramp. Rooms and who may import whom: docs/architecture.md."""

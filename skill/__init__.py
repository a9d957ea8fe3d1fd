"""A voice that talks someone through a leg cramp. Layers: docs/architecture.md."""

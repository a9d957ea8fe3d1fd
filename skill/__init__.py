"""A voice that talks someone through a leg cramp. Layers: docs/architecture.md."""

__version__ = "0.2.0.dev0"

"""The window: everything Qt, over the use cases of `inspector.app`."""

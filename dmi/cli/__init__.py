"""The commands of an installation, one module a group."""

"""How rows are kept: base classes, column types, per-person keys, the engine and paging."""

"""The gate: users, grants, sight, acting, audit and approvals; it has no pages."""

"""Live keys that no state knows: which of them a stack's own record proves to be its, and which only look like it."""

"""The page of what faults do to the operations on keys, made by provoking each of them."""

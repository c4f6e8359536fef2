"""The optimizer table, and the rule with the numbers of one parameter."""

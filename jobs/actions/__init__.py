"""What people do: each action is one transaction that records the facts and moves the plan."""

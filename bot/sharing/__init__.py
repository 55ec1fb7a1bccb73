"""How do several processes work as one? Who dispatches, what each may send, what they tell each other."""

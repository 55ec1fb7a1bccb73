"""What do they tell about their body? Conditions, sore joints and bad days."""

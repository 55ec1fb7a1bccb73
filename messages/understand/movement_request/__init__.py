"""A request for a movement: "something for my calves without a mat"."""

"""Second ear: a small trained classifier beside the rules, which can only add caution."""

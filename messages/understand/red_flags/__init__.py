"""Does this call for a doctor? Red flags, with word lists and a matcher of their own."""

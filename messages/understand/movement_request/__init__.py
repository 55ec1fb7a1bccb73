"""Which movement do they ask for? "Something for my calves without a mat"."""

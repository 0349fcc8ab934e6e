"""What the answers say, for the people of a bank. Pages compute it anew; nothing is stored (decision 0009)."""

"""What people say, and what comes of it: sentences in a state, judged by what they should come to."""

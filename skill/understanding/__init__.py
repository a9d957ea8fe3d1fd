"""What raw words mean: a sign, a command, a question or a subject. Pure functions of text and content."""

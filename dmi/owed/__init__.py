"""What is still owed: messages, tasks and promises, long work, dates that fall due."""

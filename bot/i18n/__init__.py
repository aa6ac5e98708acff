"""Every language question: which one, its words, its numbers and dates; knows nothing of replies or channels."""

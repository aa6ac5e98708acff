"""This bot beside a stock Rasa assistant, measured in one run on the same phrases and messages."""

"""What runs inside the Rasa worker; nobody imports it: Rasa and the gateway start it by dotted path."""

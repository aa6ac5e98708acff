"""What we know, as objects; knows neither languages other than the English source nor any channel."""

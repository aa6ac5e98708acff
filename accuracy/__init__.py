"""How well the bot understands, measured: on our held-out sentences (`make eval`) and on public sets."""

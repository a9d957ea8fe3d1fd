"""The only room that knows Alexa's shapes and its SDK: in through the door, out as a response. It decides nothing."""

"""Alexa's JSON and its SDK: request → event → turn → response. No other package uses them."""

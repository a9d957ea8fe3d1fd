"""The time zone that the simulator takes for each country."""

ZONES = {
    "en-GB": "Europe/London",
    "en-US": "America/New_York",
    "en-AU": "Australia/Sydney",
    "en-CA": "America/Toronto",
    "en-IN": "Asia/Kolkata",
}

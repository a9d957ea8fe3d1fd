"""POST /alexa: request signature, certificates, timestamp and skill id. It does not read what is asked."""

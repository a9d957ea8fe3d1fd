"""What Amazon is given before a skill is live: interaction model, manifest and package. No server imports it."""

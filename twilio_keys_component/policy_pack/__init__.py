"""The policy pack: the rules, handed to pulumi-policy."""

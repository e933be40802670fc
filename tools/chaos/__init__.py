"""The chaos run: deployments under random faults and kills, and a check that nothing was lost or left behind."""

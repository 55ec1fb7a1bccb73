"""How often, how soon again, how long ago? Quotas, rates and retries; nothing here waits or sends."""

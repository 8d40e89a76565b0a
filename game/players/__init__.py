"""Who decides: every policy turns a view into orders, for all seats and worlds at once."""

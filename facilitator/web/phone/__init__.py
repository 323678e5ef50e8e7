"""The doors that phones and kiosks come in by."""

"""The facilitator toolkit: hold a blended training session from one laptop."""

__version__ = "0.1.0"

"""The facilitator toolkit: hold a blended training session from one laptop."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("facilitator-toolkit")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"

"""Tests; a package, so that they can share `drawn` and `oracle`."""

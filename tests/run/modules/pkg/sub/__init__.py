from ..alpha import add, Thing
from .leaf import VALUE
__all__ = ["add", "VALUE"]
hidden = 1

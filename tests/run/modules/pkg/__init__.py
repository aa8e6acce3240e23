print("pkg init", __name__, __package__)
from . import alpha
from .alpha import shared as renamed
version = "1.0"

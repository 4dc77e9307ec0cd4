__version__ = "8.3.63"

from ultralytics.models import YOLO

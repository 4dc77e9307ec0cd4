@echo off
REM train on the workstation
set MODEL=yolov8m.pt
set "BATCH=6"
call venv\Scripts\activate.bat
yolo detect train model=%MODEL% data=data\vehicles.yaml ^
  batch=%BATCH% imgsz=1280 epochs=50
rem yolo detect train model=yolov8x.pt data=data\vehicles.yaml
pause

param([int]$Batch = 10, [string]$Size = "s")
# PowerShell
$model = "yolo11$Size.pt"
$env:WANDB_MODE = "disabled"
& yolo train model=$model data="data/vehicles.yaml" `
    batch=$Batch imgsz=640

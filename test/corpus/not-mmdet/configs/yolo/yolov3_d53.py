model = dict(type='YOLOV3', backbone=dict(type='Darknet', depth=53))
data = dict(samples_per_gpu=8, workers_per_gpu=4)

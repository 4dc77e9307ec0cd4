import torch
from torchvision.models import resnet50

model = resnet50()
for epoch in range(90):
    model.train()
    for x, y in loader:
        model(x)
model.train(mode=True)

"""Times a training step of a network of images, batch 64, single precision, in PyTorch; prints a line of JSON.

    torch_image_networks.py lenet|preact_resnet18 [--threads 1] [--steps 50]
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("network", choices=("lenet", "preact_resnet18"))
arguments.add_argument("--threads", type=int, default=1)
arguments.add_argument("--steps", type=int, default=50)
options = arguments.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(0)


class Preact(nn.Module):
    """Residual block of K. He and others, Identity mappings in deep residual networks, ECCV (2016)."""

    def __init__(self, before, channels, stride):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(before), nn.Conv2d(before, channels, 3, stride, 1, bias=False)
        self.norm2, self.conv2 = nn.BatchNorm2d(channels), nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.shortcut = nn.Conv2d(before, channels, 1, stride, bias=False) if stride != 1 or before != channels else None

    def forward(self, x):
        active = torch.relu(self.norm1(x))
        added = self.conv2(torch.relu(self.norm2(self.conv1(active))))
        return added + (self.shortcut(active) if self.shortcut else x)


def preact_resnet18():
    layers, before = [nn.Conv2d(3, 64, 3, padding=1, bias=False)], 64
    for channels in (64, 128, 256, 512):
        layers += [Preact(before, channels, 1 if channels == 64 else 2), Preact(channels, channels, 1)]
        before = channels
    return nn.Sequential(*layers, nn.AvgPool2d(4), nn.Flatten(), nn.Linear(512, 10)), (3, 32, 32)


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 64, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(64, 64, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(),
        nn.Linear(1024, 1024), nn.ReLU(), nn.Dropout(0.5), nn.Linear(1024, 10)), (1, 28, 28)


network, image = {"lenet": lenet, "preact_resnet18": preact_resnet18}[options.network]()
optimiser = torch.optim.SGD(network.parameters(), lr=1e-4, momentum=0.9)
images = torch.arange(64 * image[0] * image[1] * image[2]).mul(31).remainder(251).div(255).view(64, *image)
labels = torch.arange(64).remainder(10)


def step():
    optimiser.zero_grad(set_to_none=True)
    nn.functional.cross_entropy(network(images), labels).backward()
    optimiser.step()


for _ in range(3):
    step()
seconds = []
for _ in range(options.steps):
    begin = time.perf_counter()
    step()
    seconds.append(time.perf_counter() - begin)
print(json.dumps({"threads": options.threads, "ms_per_step": 1e3 * statistics.median(seconds), "ms_least": 1e3 * min(seconds),
                  "version": torch.__version__}))

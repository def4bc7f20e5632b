"""Times a training step of LeNet, 28 x 28, batch 64, single precision, in PyTorch; prints a line of JSON.

    torch_lenet.py [--threads 1] [--steps 50]
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--threads", type=int, default=1)
arguments.add_argument("--steps", type=int, default=50)
options = arguments.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(0)
network = nn.Sequential(
    nn.Conv2d(1, 64, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(64, 64, 5), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(),
    nn.Linear(1024, 1024), nn.ReLU(), nn.Dropout(0.5), nn.Linear(1024, 10),
)
optimiser = torch.optim.SGD(network.parameters(), lr=1e-4, momentum=0.9)
images = torch.arange(64 * 784).mul(31).remainder(251).div(255).view(64, 1, 28, 28)
labels = torch.arange(64).remainder(10)


def step():
    optimiser.zero_grad(set_to_none=True)
    nn.functional.cross_entropy(network(images), labels).backward()
    optimiser.step()


for _ in range(5):
    step()
seconds = []
for _ in range(options.steps):
    begin = time.perf_counter()
    step()
    seconds.append(time.perf_counter() - begin)
print(json.dumps({"threads": options.threads, "ms_per_step": 1e3 * statistics.median(seconds), "ms_least": 1e3 * min(seconds),
                  "version": torch.__version__}))

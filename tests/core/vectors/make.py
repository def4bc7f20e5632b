#!/usr/bin/env python3
"""Losses and gradients of networks of images by PyTorch in double precision, as vectors for image_oracle.cpp.

    pip install torch
    tests/core/vectors/make.py > tests/core/vectors/torch.inc

Images, labels and parameters are given by formulas, here and in the test; a case holds the mean cross entropy of a batch,
its gradient, and the running means and variances that batch norm keeps of it. Of PreActResNet18, whose gradient has 11
million numbers, it holds two numbers for each block of them: the length, and the product with a wave.
"""
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def pixels(count, channels, height, width):
    size = count * channels * height * width
    return torch.tensor([(37 * i + i * i // 5) % 256 / 255.0 for i in range(size)]).view(count, channels, height, width)


class Parameters:
    """Numbers by a formula, handed out in the order in which the network asks for them."""

    def __init__(self, balanced=False):
        self.leaves, self.at, self.balanced = [], 0, balanced

    def take(self, *shape):
        count = math.prod(shape)
        values = [0.4 * math.sin(1.7 * (self.at + i)) + (0.1 if i % 3 == 0 else 0.0) for i in range(count)]
        if self.balanced and len(shape) > 1:  # so that signals keep their size through eighteen layers
            values = [value * 3 / math.sqrt(count / shape[0]) for value in values]
        if self.balanced and count == 1:  # slopes
            values = [1 + values[0]]
        self.at += count
        self.leaves.append(torch.tensor(values).view(*shape).requires_grad_())
        return self.leaves[-1]


class Norm:
    def __init__(self, parameters, channels):
        self.scale, self.shift = parameters.take(channels), parameters.take(channels)
        self.mean, self.variance = torch.zeros(channels), torch.ones(channels)

    def __call__(self, x):
        return F.batch_norm(x, self.mean, self.variance, self.scale, self.shift, training=True)


def strided(p):
    """conv(3, stride = 2, padding = 1), batch_norm, act, max_pool(2), dense(4) of images of 2 x 7 x 6; n = 2."""
    w, b, norm = p.take(3, 2, 3, 3), p.take(3), Norm(p, 3)
    dense, bias = p.take(4, 3 * 2 * 1), p.take(4)
    a = p.take(3, 4, 3)

    def network(x):
        z = norm(F.conv2d(x, w, b, stride=2, padding=1))
        return F.linear(F.max_pool2d(torch.tanh(2 * a * z), 2).flatten(1), dense, bias)

    return network, [norm], (2, 7, 6), 4


def residual(p):
    """conv(4, padding = 1, bias = false), preact(4), preact(6, stride = 2), avg_pool(2), dense(3)
    of images of 2 x 6 x 6; n = 2."""
    first = p.take(4, 2, 3, 3)
    n1, n2 = [None] * 2, [None] * 2
    weights = []
    for k, (into, out) in enumerate([(4, 4), (4, 6)]):
        n1[k] = Norm(p, into)
        w = [p.take(out, into, 3, 3)]
        n2[k] = Norm(p, out)
        w.append(p.take(out, out, 3, 3))
        if into != out:
            w.append(p.take(out, into, 1, 1))
        weights.append(w)
    dense, bias = p.take(3, 6), p.take(3)
    slopes = [p.take(4, 6, 6), p.take(4, 6, 6), p.take(4, 6, 6), p.take(6, 3, 3)]

    def network(x):
        h = F.conv2d(x, first, padding=1)
        for k, stride in enumerate([1, 2]):
            active = torch.tanh(2 * slopes[2 * k] * n1[k](h))
            inner = torch.tanh(2 * slopes[2 * k + 1] * n2[k](F.conv2d(active, weights[k][0], stride=stride, padding=1)))
            added = F.conv2d(inner, weights[k][1], padding=1)
            h = added + (F.conv2d(active, weights[k][2], stride=stride) if len(weights[k]) == 3 else h)
        return F.linear(F.avg_pool2d(h, 2).flatten(1), dense, bias)

    return network, [n1[0], n2[0], n1[1], n2[1]], (2, 6, 6), 3


def preact_resnet18(p):
    """As problems/images/recipes/preact_resnet18.pde has it, ten classes; relu, n = 1."""
    first = p.take(64, 3, 3, 3)
    blocks = []
    for into, out, stride in [(64, 64, 1), (64, 64, 1), (64, 128, 2), (128, 128, 1), (128, 256, 2), (256, 256, 1),
                              (256, 512, 2), (512, 512, 1)]:
        n1, w1 = Norm(p, into), p.take(out, into, 3, 3)
        n2, w2 = Norm(p, out), p.take(out, out, 3, 3)
        blocks.append((stride, n1, w1, n2, w2, p.take(out, into, 1, 1) if into != out else None))
    dense, bias = p.take(10, 512), p.take(10)
    slopes = [p.take(1) for _ in range(16)]

    def network(x):
        h = F.conv2d(x, first, padding=1)
        for k, (stride, n1, w1, n2, w2, shortcut) in enumerate(blocks):
            active = torch.relu(slopes[2 * k] * n1(h))
            inner = torch.relu(slopes[2 * k + 1] * n2(F.conv2d(active, w1, stride=stride, padding=1)))
            h = (h if shortcut is None else F.conv2d(active, shortcut, stride=stride)) + F.conv2d(inner, w2, padding=1)
        return F.linear(F.avg_pool2d(h, 4).flatten(1), dense, bias)

    return network, [norm for block in blocks for norm in (block[1], block[3])], (3, 32, 32), 10


def digest(blocks):
    return torch.tensor([n for b in blocks for n in (b.norm(), b @ torch.cos(0.7 * torch.arange(len(b)) + 1))])


def braces(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


def main():
    print("// Made by make.py with PyTorch", torch.__version__.split("+")[0])
    for name, make in [("strided", strided), ("residual", residual), ("preact_resnet18", preact_resnet18)]:
        whole = make == preact_resnet18
        p = Parameters(balanced=whole)
        network, norms, image, classes = make(p)
        images = pixels(5, *image)
        labels = torch.tensor([(2 * i + 1) % classes for i in range(5)])
        loss = F.cross_entropy(network(images), labels)
        blocks = [g.flatten() for g in torch.autograd.grad(loss, p.leaves)]
        kept = [numbers for norm in norms for numbers in (norm.mean, norm.variance)]
        gradient, running = (digest(blocks), digest(kept)) if whole else (torch.cat(blocks), torch.cat(kept))
        print(f'{{"{name}", {loss.item()!r},\n {braces(gradient)},\n {braces(running)}}},')


if __name__ == "__main__":
    main()

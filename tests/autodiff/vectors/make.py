#!/usr/bin/env python3
"""Values and derivatives of image operations by PyTorch in double precision, as small vectors for image_operations.cpp.

    pip install torch
    tests/autodiff/vectors/make.py > tests/autodiff/vectors/torch.inc

For y = operation(x, w), L = sum sin(y), g = dL/dx and S = sum(g * cos(x)), a case holds x, w, y, g, dL/dw, dS/dx and
dS/dw. Values on a batch stand row by row with the points contiguous, as programs have them.
"""
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
POINTS, IMAGE = 3, (2, 5, 4)

CASES = [
    # name, window (height, width, step_y, step_x, padding_y, padding_x), columns of w and its rows
    ("conv2d", (2, 3, 1, 1, 0, 0), (3, 12), lambda x, w, a: F.conv2d(x, w.view(3, 2, 2, 3))),
    ("conv2d", (3, 2, 2, 1, 1, 1), (4, 12),
     lambda x, w, a: F.conv2d(x, w.view(4, 2, 3, 2), stride=a[2:4], padding=a[4:6])),
    ("max_pool2d", (2, 2, 2, 2, 0, 0), None, lambda x, w, a: F.max_pool2d(x, a[0:2], a[2:4], a[4:6])),
    ("max_pool2d", (3, 2, 1, 2, 1, 1), None, lambda x, w, a: F.max_pool2d(x, a[0:2], a[2:4], a[4:6])),
    ("avg_pool2d", (2, 2, 2, 2, 0, 0), None, lambda x, w, a: F.avg_pool2d(x, a[0:2], a[2:4], a[4:6])),
    ("avg_pool2d", (3, 2, 1, 2, 1, 1), None, lambda x, w, a: F.avg_pool2d(x, a[0:2], a[2:4], a[4:6])),
    ("gather", (1, 1, 1, 1, 0, 0), None, lambda x, w, a: x.flatten(1).index_select(1, torch.tensor([7, 0, 39, 7]))),
    ("log_softmax", (1, 1, 1, 1, 0, 0), None, lambda x, w, a: F.log_softmax(x.flatten(1), 1)),
]


def by_rows(values):
    return values.reshape(POINTS, -1).T.reshape(-1)


def braces(values):
    return "{" + ", ".join(repr(v) for v in values.detach().reshape(-1).tolist()) + "}"


def main():
    torch.manual_seed(1)
    print("// Made by make.py with PyTorch", torch.__version__.split("+")[0])
    for name, window, shape, operation in CASES:
        x = torch.randn(POINTS, *IMAGE, requires_grad=True)
        w = torch.randn(*(shape or (1, 1)), requires_grad=True)
        y = operation(x, w, window)
        loss = torch.sin(y).sum() + 0 * w.sum()
        g, first_w = torch.autograd.grad(loss, (x, w), create_graph=True)
        second = (g * torch.cos(x)).sum() + 0 * w.sum()
        second_x, second_w = torch.autograd.grad(second, (x, w))
        rows = w.shape[0] if shape else 0
        print(f'{{"{name}", {braces(torch.tensor(window))}, {rows},')
        for values in (by_rows(x), w, by_rows(y), by_rows(g), first_w, by_rows(second_x), second_w):
            print(f" {braces(values)},")
        print("},")


main()

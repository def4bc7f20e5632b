"""The `burgers` step in PyTorch: eager autograd, as physics-informed networks are usually written."""

import argparse

import torch

import workload

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--threads", type=int, default=2)
arguments.add_argument("--precision", choices=["f64", "f32"], default="f64")
arguments.add_argument("--steps", type=int, default=50)
options = arguments.parse_args()
torch.set_num_threads(options.threads)
dtype = "float64" if options.precision == "f64" else "float32"
interior, data, values = (torch.from_numpy(a) for a in workload.points(dtype))
parameters = [
    {name: torch.from_numpy(array).requires_grad_() for name, array in layer.items()}
    for layer in workload.initial_parameters(dtype)
]
optimiser = torch.optim.Adam([p for layer in parameters for p in layer.values()], lr=workload.RATE, foreach=True)
x = interior[:, :1].clone().requires_grad_()
t = interior[:, 1:].clone().requires_grad_()


def network(x, t):
    h = torch.cat([x, t], dim=1)
    for layer in parameters[:-1]:
        h = torch.tanh(workload.N * layer["a"] * (h @ layer["w"] + layer["b"]))
    return h @ parameters[-1]["w"] + parameters[-1]["b"]


def derivative(y, x):
    return torch.autograd.grad(y, x, torch.ones_like(y), create_graph=True)


def step():
    optimiser.zero_grad(set_to_none=True)
    u = network(x, t)
    u_x, u_t = derivative(u, [x, t])
    (u_xx,) = derivative(u_x, [x])
    residual = u_t + u * u_x - workload.NU * u_xx
    misfit = network(data[:, :1], data[:, 1:]) - values
    means = torch.stack([layer["a"].mean() for layer in parameters[:-1]])
    loss = residual.square().mean() + misfit.square().mean() + 1.0 / means.exp().mean()
    loss.backward()
    optimiser.step()


workload.report_best("PyTorch", torch.__version__, options.threads, options.precision, {"eager": step}, options.steps)

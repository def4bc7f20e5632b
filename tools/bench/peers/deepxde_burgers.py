"""The `burgers` training step in DeepXDE on one of its backends (--backend pytorch, jax, tensorflow).

DeepXDE has no slope recovery term and no neuron-wise slopes for every backend: what is timed is the plain tanh
network, a little less work than the other scripts do. The time is DeepXDE's own training step: points, loss,
gradient and update, as `Model.train` runs it.
"""

import argparse
import os
import sys

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--threads", type=int, default=2)
arguments.add_argument("--precision", choices=["f64", "f32"], default="f64")
arguments.add_argument("--steps", type=int, default=50)
arguments.add_argument("--backend", choices=["pytorch", "jax", "tensorflow", "tensorflow.compat.v1"], required=True)
options = arguments.parse_args()
os.sched_setaffinity(0, list(sorted(os.sched_getaffinity(0)))[: options.threads])
os.environ["DDE_BACKEND"] = options.backend
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

standard_output = sys.stdout
sys.stdout = sys.stderr  # DeepXDE announces itself and its training on standard output

import deepxde  # noqa: E402  (the environment above must be set first)
import numpy  # noqa: E402

import workload  # noqa: E402

deepxde.config.set_default_float("float64" if options.precision == "f64" else "float32")


def residual(points, u):
    value = u[0] if options.backend == "jax" else u
    u_x = deepxde.grad.jacobian(u, points, i=0, j=0)
    u_t = deepxde.grad.jacobian(u, points, i=0, j=1)
    u_xx = deepxde.grad.hessian(u, points, i=0, j=0)
    if options.backend == "jax":
        u_x, u_t, u_xx = u_x[0], u_t[0], u_xx[0]
    return u_t + value * u_x - workload.NU * u_xx


geometry = deepxde.geometry.GeometryXTime(deepxde.geometry.Interval(-1, 1), deepxde.geometry.TimeDomain(0, 1))
walls = deepxde.icbc.DirichletBC(geometry, lambda _: 0, lambda _, on_boundary: on_boundary)
start = deepxde.icbc.IC(geometry, lambda x: -numpy.sin(numpy.pi * x[:, 0:1]), lambda _, on_initial: on_initial)
data = deepxde.data.TimePDE(
    geometry,
    residual,
    [walls, start],
    num_domain=workload.RESIDUAL_POINTS - workload.DATA_POINTS,  # DeepXDE adds the boundary points to these
    num_boundary=workload.DATA_POINTS // 2,
    num_initial=workload.DATA_POINTS // 2,
)
model = deepxde.Model(data, deepxde.nn.FNN(workload.LAYERS, "tanh", "Glorot normal"))
model.compile("adam", lr=workload.RATE)

BLOCK = 10  # steps timed together: DeepXDE tests its losses once at the end of a call of `train`


class Clock(deepxde.callbacks.Callback):
    """Seconds of each epoch, from its beginning to its end."""

    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self):
        self.begin = workload.time.perf_counter()

    def on_epoch_end(self):
        if options.backend == "jax":  # its steps are only begun when the call returns
            import jax

            jax.block_until_ready(self.model.params)
        self.seconds.append(workload.time.perf_counter() - self.begin)


clock = Clock()
model.train(iterations=BLOCK + options.steps, display_every=10**9, callbacks=[clock], verbose=0)
sys.stdout = standard_output
workload.print_result(
    "DeepXDE",
    f"{deepxde.__version__}",
    options.threads,
    options.precision,
    options.backend,
    clock.seconds[BLOCK:],
)

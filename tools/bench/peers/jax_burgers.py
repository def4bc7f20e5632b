"""The `burgers` step in JAX: jit, nested forward mode for the derivatives in x and t, reverse for the parameters."""

import argparse
import os

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--threads", type=int, default=2)
arguments.add_argument("--precision", choices=["f64", "f32"], default="f64")
arguments.add_argument("--steps", type=int, default=50)
options = arguments.parse_args()
os.sched_setaffinity(0, list(sorted(os.sched_getaffinity(0)))[: options.threads])
os.environ["JAX_PLATFORMS"] = "cpu"

import jax  # noqa: E402  (the environment above must be set first)
import jax.numpy as jnp  # noqa: E402

import workload  # noqa: E402

jax.config.update("jax_enable_x64", options.precision == "f64")
dtype = "float64" if options.precision == "f64" else "float32"
interior, data, values = (jnp.asarray(a) for a in workload.points(dtype))
parameters = jax.tree_util.tree_map(jnp.asarray, workload.initial_parameters(dtype))


def network(parameters, points):
    """u at a batch of points, one a column: feature rows were measured faster here than feature columns."""
    h = points
    for layer in parameters[:-1]:
        h = jnp.tanh((workload.N * layer["a"])[:, None] * (layer["w"].T @ h + layer["b"][:, None]))
    return parameters[-1]["w"].T @ h + parameters[-1]["b"][:, None]


def residual_sum(parameters, points):
    along_x = jnp.zeros_like(points).at[0].set(1)
    along_t = jnp.zeros_like(points).at[1].set(1)

    def value(points):
        return network(parameters, points)

    def value_and_x(points):
        return jax.jvp(value, (points,), (along_x,))

    (u, u_x), (_, u_xx) = jax.jvp(value_and_x, (points,), (along_x,))
    _, u_t = jax.jvp(value, (points,), (along_t,))
    return jnp.sum((u_t + u * u_x - workload.NU * u_xx) ** 2)


def data_and_recovery(parameters):
    misfit = network(parameters, data.T) - values.T
    means = jnp.stack([jnp.mean(layer["a"]) for layer in parameters[:-1]])
    return jnp.mean(misfit**2) + 1.0 / jnp.mean(jnp.exp(means))


def gradient(parameters, chunks):
    """Loss gradient with the residual points taken in chunks, so that intermediate values stay in the cache."""
    parts = interior.T.reshape(2, chunks, -1).transpose(1, 0, 2)

    def add_part(total, part):
        return jax.tree_util.tree_map(jnp.add, total, jax.grad(residual_sum)(parameters, part)), None

    total, _ = jax.lax.scan(add_part, jax.tree_util.tree_map(jnp.zeros_like, parameters), parts)
    rest = jax.grad(data_and_recovery)(parameters)
    return jax.tree_util.tree_map(lambda r, s: r / workload.RESIDUAL_POINTS + s, total, rest)


def adam_step(parameters, first, second, count, chunks):
    slope = gradient(parameters, chunks)
    count = count + 1
    first = jax.tree_util.tree_map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
    second = jax.tree_util.tree_map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
    scale = workload.RATE * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
    parameters = jax.tree_util.tree_map(
        lambda p, m, v: p - scale * m / (jnp.sqrt(v) + 1e-8), parameters, first, second
    )
    return parameters, first, second, count


zeros = jax.tree_util.tree_map(jnp.zeros_like, parameters)
state = (parameters, zeros, zeros, 0)


def stepper(chunks):
    compiled = jax.jit(lambda *state: adam_step(*state, chunks))

    def step():
        global state
        state = compiled(*state)
        jax.block_until_ready(state)

    return step


workload.report_best(
    "JAX",
    jax.__version__,
    options.threads,
    options.precision,
    {f"{chunks} chunks": stepper(chunks) for chunks in (1, 10, 20, 40)},
    options.steps,
)

"""The reference workload `burgers`, as numbers: what every peer script must compute.

u_t + u u_x = nu u_xx on x in [-1, 1], t in [0, 1]; a 2-20x6-1 tanh network with one trainable slope a neuron
(sigma(n a z), n = 10, n a = 1 at the start) and the slope recovery term S(a) with weight 1; 10,000 residual
points and 400 data points; the loss, its gradient with respect to all 2,301 parameters, and an Adam update.
"""

import json
import math
import statistics
import time

import numpy

NU = 0.01 / math.pi
N = 10.0
LAYERS = [2, 20, 20, 20, 20, 20, 20, 1]
RESIDUAL_POINTS = 10_000
DATA_POINTS = 400
RATE = 8e-4


def initial_parameters(dtype, seed=0):
    """Weights (fan_in x fan_out), biases and slopes; Glorot normal."""
    random = numpy.random.default_rng(seed)
    parameters = []
    for fan_in, fan_out in zip(LAYERS[:-1], LAYERS[1:]):
        deviation = math.sqrt(2.0 / (fan_in + fan_out))
        layer = {
            "w": random.normal(0.0, deviation, (fan_in, fan_out)).astype(dtype),
            "b": numpy.zeros(fan_out, dtype),
        }
        if fan_out != 1:
            layer["a"] = numpy.full(fan_out, 1.0 / N, dtype)
        parameters.append(layer)
    return parameters


def points(dtype, seed=1):
    """(x, t) of the residual points, (x, t) and u of the data points."""
    random = numpy.random.default_rng(seed)
    interior = numpy.stack(
        [random.uniform(-1, 1, RESIDUAL_POINTS), random.uniform(0, 1, RESIDUAL_POINTS)], axis=1
    )
    start = numpy.stack([random.uniform(-1, 1, DATA_POINTS // 2), numpy.zeros(DATA_POINTS // 2)], axis=1)
    walls = numpy.stack(
        [numpy.repeat([-1.0, 1.0], DATA_POINTS // 4), random.uniform(0, 1, DATA_POINTS // 2)], axis=1
    )
    data = numpy.concatenate([start, walls])
    values = numpy.where(data[:, 1:] == 0, -numpy.sin(math.pi * data[:, :1]), 0.0)
    return interior.astype(dtype), data.astype(dtype), values.astype(dtype)


def seconds_of(step, steps, warmup):
    """Times of `step()`, one by one; it must return only when its numbers are there."""
    for _ in range(warmup):
        step()
    seconds = []
    for _ in range(steps):
        begin = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - begin)
    return seconds


def print_result(framework, version, threads, precision, setting, seconds):
    """One JSON line: the median and the least of the times of steps."""
    print(
        json.dumps(
            {
                "name": "burgers",
                "framework": framework,
                "version": version,
                "setting": setting,
                "threads": threads,
                "precision": precision,
                "ms_per_step": 1e3 * statistics.median(seconds),
                "ms_least": 1e3 * min(seconds),
            }
        )
    )


def report_best(framework, version, threads, precision, steppers, steps):
    """Tries every setting a few times, times the best one in full, and prints one JSON line."""
    best = min(steppers, key=lambda setting: statistics.median(seconds_of(steppers[setting], steps=5, warmup=2)))
    print_result(framework, version, threads, precision, best, seconds_of(steppers[best], steps, warmup=5))

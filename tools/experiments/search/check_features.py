#!/usr/bin/python3
"""Features of ten functions, computed again by NumPy, beside what the library gives.

    tools/experiments/search/check_features.py build/release/tests/core/core_example_features

The program prints them with the points and the start of a small network (core/example/features.cpp). Here that network
is written in plain NumPy, J is made of central differences and its eigenvalues are LAPACK's; nothing is shared. Needs
python3-numpy and python3-scipy. Prints the largest differences; exits with 1 where one is too large.
"""
import subprocess
import sys

import numpy as np
from scipy import special


def sigmoid(x):
    return special.expit(x)


def softplus(x):
    return np.logaddexp(0, x)


FUNCTIONS = {
    'tanh(x)': np.tanh,
    'sin(x)': np.sin,
    'swish(x)': lambda x: x * sigmoid(x),
    'gelu(x)': lambda x: x * special.ndtr(x),
    'mish(x)': lambda x: x * np.tanh(softplus(x)),
    'arcsinh(x)': np.arcsinh,
    'mul(tanh(x),gauss(x))': lambda x: np.tanh(x) * np.exp(-x * x),
    'sub(sigmoid(x),gauss(x))': lambda x: sigmoid(x) - np.exp(-x * x),
    'pow(erfc(x),x)': lambda x: special.erfc(x) ** x,
    'div(erf(x),cosh(x))': lambda x: special.erf(x) / np.cosh(x),
}
FLOOR = 1e-7
WIDTHS = [1, 6, 6, 1]


def differences(f, x, h):
    """f, f', f'' by differences of fourth order."""
    at = {k: f(x + k * h) for k in (-2, -1, 0, 1, 2)}
    first = (at[-2] - 8 * at[-1] + 8 * at[1] - at[2]) / (12 * h)
    second = (-at[-2] + 16 * at[-1] - 30 * at[0] + 16 * at[1] - at[2]) / (12 * h * h)
    return at[0], first, second


def network(f, theta, x):
    """u, u_xx of a network whose weights stand in theta as W1 b1 W2 b2 ...; x in [0, 1] is scaled to [-1, 1]."""
    value, slope, curve = (2 * x - 1)[None, :], np.full((1, x.size), 2.0), np.zeros((1, x.size))
    begin = 0
    for n, m in zip(WIDTHS, WIDTHS[1:]):
        W = theta[begin:begin + n * m].reshape(m, n)
        b = theta[begin + n * m:begin + n * m + m]
        begin += n * m + m
        value, slope, curve = W @ value + b[:, None], W @ slope, W @ curve
        if m != 1:
            f0, f1, f2 = differences(f, value, 1e-3)
            value, slope, curve = f0, f1 * slope, f2 * slope ** 2 + f1 * curve
    return value[0], curve[0]


def spectrum(rows, theta):
    """Logarithms of the eigenvalues of J^T J, J the derivatives of `rows` by theta."""
    J = np.empty((rows(theta).size, theta.size))
    for i in range(theta.size):
        h = 1e-4
        step = np.zeros_like(theta)
        step[i] = h
        J[:, i] = (rows(theta - 2 * step) - 8 * rows(theta - step) + 8 * rows(theta + step) - rows(theta + 2 * step)) / (12 * h)
    values = np.sort(np.linalg.eigvalsh(J.T @ J))[::-1]
    return np.log(np.maximum(values, FLOOR * values[0]))


def main():
    printed = subprocess.run([sys.argv[1], *FUNCTIONS], check=True, capture_output=True, text=True).stdout
    table = {}
    for line in printed.splitlines():
        of, what, *numbers = line.split(';')
        table[of, what] = np.array([float(number) for number in numbers])
    theta, x, ends = (table['line', what] for what in ('theta', 'points', 'ends'))
    inputs = table['line', 'inputs']
    failed = False
    for name, f in FUNCTIONS.items():
        jet = np.concatenate(differences(f, inputs, 2e-3))
        off = {'jet': np.max(np.abs(jet - table[name, 'jet']) / (1 + np.abs(jet)))}

        def fields(at):
            return network(f, at, x)[0] / np.sqrt(x.size)

        def equations(at):
            u, u_xx = network(f, at, x)
            return (u_xx - u) / np.sqrt(x.size)

        def conditions(at):
            return np.concatenate([equations(at), network(f, at, ends)[0] / np.sqrt(ends.size)])

        for rows in (fields, equations, conditions):
            off[rows.__name__] = np.max(np.abs(spectrum(rows, theta) - table[name, rows.__name__]))
        bad = off['jet'] > 1e-5 or any(off[k] > 0.02 for k in ('fields', 'equations', 'conditions'))
        failed = failed or bad
        print(f'{name:28}', *(f'{k} {v:.1e}' for k, v in off.items()), 'TOO FAR' if bad else '')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

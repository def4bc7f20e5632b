#!/usr/bin/python3
"""How many functions the 5,103 names of AQuaSurF are by equal 32-bit outputs, counted by NumPy.

    tools/experiments/search/count_names.py

The rule: outputs at numpy.random.seed(0); clip(normal(1000), -5, 5) in 32-bit numbers, NaN equal to NaN, -0 different
from 0. Unary functions are those of 64-bit numbers, rounded. What is left to choose is how powers are rounded: by
numpy.power of 32-bit numbers, or of 64-bit numbers, rounded. Needs python3-numpy and python3-scipy.
"""
import numpy as np
from scipy import special

UNARY = {
    'zero': np.zeros_like, 'one': np.ones_like, 'identity': lambda x: x, 'negative': lambda x: -x, 'abs': np.abs,
    'reciprocal': lambda x: 1 / x, 'square': lambda x: x * x, 'exp': np.exp, 'erf': special.erf, 'erfc': special.erfc,
    'sinh': np.sinh, 'cosh': np.cosh, 'tanh': np.tanh, 'expm1': np.expm1, 'sigmoid': special.expit,
    'log_sigmoid': lambda x: -np.logaddexp(0, -x), 'arcsinh': np.arcsinh, 'arctan': np.arctan,
    'bessel_i0e': special.i0e, 'bessel_i1e': special.i1e, 'relu': lambda x: np.maximum(x, 0),
    'elu': lambda x: np.where(x > 0, x, np.expm1(x)),
    'selu': lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543773 * np.expm1(x)),
    'swish': lambda x: x * special.expit(x), 'softplus': lambda x: np.logaddexp(0, x),
    'softsign': lambda x: x / (1 + np.abs(x)), 'hard_sigmoid': lambda x: np.clip(0.2 * x + 0.5, 0, 1),
}


BINARY = {'add': np.add, 'sub': np.subtract, 'mul': np.multiply, 'div': np.divide, 'pow': np.power, 'max': np.maximum,
          'min': np.minimum}
OTHERS = {'sin': np.sin, 'gauss': lambda x: np.exp(-x * x), 'gelu': lambda x: 0.5 * x * special.erfc(-x / np.sqrt(2))}


def value(name, x):
    """Of a function of the space, or one that everyone uses, in 64-bit numbers: "mul(tanh(x),one(x))" or "sin(x)"."""
    if ',' not in name:
        return {**UNARY, **OTHERS}[name.removesuffix('(x)')](x)
    operator, rest = name.split('(', 1)
    first, second = rest[:-1].split(',')
    return BINARY[operator](value(first, x), value(second, x))


def power_64(a, b):
    return np.power(a.astype(np.float64), b.astype(np.float64)).astype(np.float32)


def classes(power, signed_zeros):
    """The names of each class, by their outputs."""
    np.random.seed(0)
    x = np.clip(np.random.normal(size=1000), -5, 5).astype(np.float32).astype(np.float64)
    values = {name: f(x).astype(np.float32) for name, f in UNARY.items()}
    found = {}
    for op, f in {**BINARY, 'pow': power}.items():
        for a in UNARY:
            for b in UNARY:
                y = f(values[a], values[b])
                y = np.where(np.isnan(y), np.float32('nan'), y if signed_zeros else y + np.float32(0))
                found.setdefault(y.tobytes(), []).append(f'{op}({a}(x),{b}(x))')
    return found


def main():
    np.seterr(all='ignore')
    print('NumPy', np.__version__)
    for power in (np.power, power_64):
        name = 'powers of 32 bits' if power is np.power else 'powers of 64 bits'
        print(f'{name}: {len(classes(power, True))} functions, {len(classes(power, False))} where -0 is 0')
    whole = {name: number for number, names in enumerate(classes(power_64, True).values()) for name in names}
    vector = {name: number for number, names in enumerate(classes(np.power, True).values()) for name in names}
    apart = {}
    for name, number in whole.items():
        apart.setdefault(number, {}).setdefault(vector[name], []).append(name)
    for parts in apart.values():
        if len(parts) > 1:
            print('apart by powers of 32 bits:', *(min(names, key=len) for names in parts.values()))


if __name__ == '__main__':
    main()

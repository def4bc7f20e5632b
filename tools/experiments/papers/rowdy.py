"""The page of "Deep Kronecker neural networks" (2022): the test of the authors' code, and an equation."""

from papers.claims import Below, Claim, Within
from papers.pages import Page, Section
from papers.quantities import ERROR, error_at, loss_at
from papers.sweeps import Sweep

SWEEP, EQUATION, OF_SINES = "rowdy", "rowdy-helmholtz", "rowdy-helmholtz-sin"
METHODS = {"fixed": "fixed", "L-LAAF": "llaaf(n = 10)",
           **{f"rowdy, {terms} sines": f"rowdy(terms = {terms})" for terms in (3, 5, 9)}}
LAST = error_at(15000)
SUMS = {"rowdy, 2 sines": "rowdy(terms = 2)", "rowdy, 4 sines": "rowdy(terms = 4)",
        "rowdy, 4 sines, each neuron": "rowdy(terms = 4, per = neuron)",
        "sin and cos": "kronecker(functions = [sin, cos])",
        "sin and cos, each neuron": "kronecker(functions = [sin, cos], per = neuron)"}
OTHERS = {"fixed": "fixed", "L-LAAF": "llaaf(n = 10)"}
FIGURES = {"curves": "Error and loss over the steps: medians and quartiles", "spread": "Every run in the end"}

PAGE = Page(
    "rowdy", "Rowdy activations",
    ["A. D. Jagtap, Y. Shin, K. Kawaguchi and G. E. Karniadakis, \"Deep Kronecker neural networks: a general framework for neural "
     "networks with adaptive activation functions\", Neurocomputing 468, 165-180 (2022). What is reproduced is the test of the "
     "authors' code; the experiments of the paper are not stated there in numbers. What its abstract says of equations is judged "
     "by one of ours."],
    [
        Section("A function of high frequency", Sweep(SWEEP, "rowdy/high_frequency.pde", seeds=10, quick_seeds=4),
                "sin(200 pi x) at 101 points of [-pi, pi], which see 628 periods: what is measured is how well rough data are "
                "learned by heart, at the points of training alone. Three layers of 50, cosines, Adam at 4e-6.", METHODS, main=LAST,
                more=[error_at(5000), error_at(10000), loss_at(15000)], figures=FIGURES),
        Section("An equation with a solution of high frequency", Sweep(EQUATION, "rowdy/helmholtz.pde", seeds=10, quick_seeds=2),
                "u_xx + 100 u = q on [-1, 1], where u = sin(8 pi x): 400 points, three layers of 30, tanh, 15,000 steps of Adam. Sums "
                "of the activation and functions with trained amplitudes and frequencies, for every layer, or for each neuron.",
                {**OTHERS, **SUMS}, more=[error_at(5000), loss_at(15000)], figures=FIGURES),
        Section("The same with the sine as activation",
                Sweep(OF_SINES, "rowdy/helmholtz.pde", seeds=10, quick_seeds=1,
                      settings={"network.activation": "sin",
                                "sweep.network.adaptive": "[fixed, llaaf(n = 10), rowdy(terms = 4)]"}),
                "Whether it is the sum that pays, or that there are sines at all.",
                {**OTHERS, "rowdy, 4 sines": SUMS["rowdy, 4 sines"]}, more=[error_at(5000), loss_at(15000)]),
    ],
    [
        Claim("Fixed activations and slopes alone learn nothing: their error stays at 1", "authors' code", SWEEP,
              [Within("fixed", LAST, 0.99, 1.01), Within("llaaf(n = 10)", LAST, 0.99, 1.01)]),
        Claim("Nine sines learn all data", "authors' code", SWEEP, [Within("rowdy(terms = 9)", LAST, 0, 1e-3)]),
        Claim("More sines learn faster", "authors' code", SWEEP,
              [Below("rowdy(terms = 9)", "rowdy(terms = 5)", LAST), Below("rowdy(terms = 5)", "rowdy(terms = 3)", LAST)]),
        Claim("The loss of Kronecker networks falls faster than that of others", "abstract", EQUATION,
              [Below(one, other, loss_at(15000)) for one in SUMS.values() for other in OTHERS.values()]),
        Claim("They are effective for partial differential equations", "abstract", EQUATION,
              [Below(one, other, ERROR) for one in SUMS.values() for other in OTHERS.values()]),
    ])

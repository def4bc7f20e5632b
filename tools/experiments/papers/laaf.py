"""The page of "Locally adaptive activation functions with slope recovery" (2020): sections 3.1 and 3.2.

Numbers of figures and sections are those of the preprint, arXiv:1909.12228, whose forward problem of Burgers' equation the
published text leaves out.
"""

from papers.claims import Below, Claim, Within
from papers.pages import Page, Section
from papers.quantities import (ERROR, PARAMETERS, SECONDS, error_at, final, final_slope, loss_at,
                               spectrum, start_condition)
from papers.sweeps import Sweep

SLOPE = final_slope()
FIXED, GAAF, L, N = "fixed", "gaaf(n = n)", "llaaf(n = n)", "nlaaf(n = n)"


def with_recovery(over=""):
    return f"llaaf(n = n, recovery = 1{over})", f"nlaaf(n = n, recovery = 1{over})"


def methods(over=""):
    local, neuron = with_recovery(over)
    return {"fixed": FIXED, "GAAF": GAAF, "L-LAAF": L, "N-LAAF": N, "L-LAAF with S(a)": local, "N-LAAF with S(a)": neuron}


def each_below(firsts, seconds, quantity):
    return [Below(first, second, quantity) for first in firsts for second in seconds]


def growth(ratio):
    """P of section 2.2, to the digits of the paper."""
    return Within(N, PARAMETERS, ratio - 6e-4, ratio + 6e-4, over=FIXED)


def function_claims(sweep, recipe, last, over=""):
    recovered = with_recovery(over)
    return [
        Claim(f"The condition of theorem 2.1 is a practical one on the initialisation; {recipe}", "abstract, theorem 2.1", sweep,
              [Within(one, start_condition(), 1, 1) for one in recovered]),
        Claim(f"Networks train faster with local slopes than with fixed or global ones; {recipe}", "section 3.1", sweep,
              each_below([L, N], [FIXED, GAAF], loss_at(last))),
        Claim("Without S(a) the loss falls faster with local slopes than with fixed or global ones, most of all early; "
              f"{recipe}", "figure 4", sweep, each_below([L, N], [FIXED, GAAF], loss_at(2000))),
        Claim(f"With S(a) both kinds of local slopes accelerate training and have the least error; {recipe}", "figure 2",
              sweep, each_below(recovered, [FIXED, GAAF, L, N], ERROR)),
        Claim(f"n a is quite large with S(a); {recipe}", "figure 3", sweep,
              [Below(L, recovered[0], SLOPE), Below(N, recovered[1], SLOPE)]),
    ]


def burgers_claims():
    sweep, recovered = "laaf-burgers", with_recovery()
    early, late = spectrum(0.25), spectrum(0.5)
    return [
        Claim("Slopes that adapt have smaller errors than fixed ones", "table 1", sweep,
              each_below([GAAF, L, N, *recovered], [FIXED], ERROR)),
        Claim("Local slopes have smaller errors than a global one", "table 1", sweep, each_below([L, N], [GAAF], ERROR)),
        Claim("S(a) makes the error of local slopes smaller", "table 1", sweep,
              [Below(recovered[0], L, ERROR), Below(recovered[1], N, ERROR)]),
        Claim("With S(a), local slopes give a more accurate solution than a global one", "figure 6", sweep,
              each_below(recovered, [GAAF], ERROR)),
        Claim("Frequencies converge faster with local slopes, with and without S(a), than with fixed or global ones",
              "figure 5", sweep, each_below([L, N, *recovered], [FIXED, GAAF], early)),
        Claim("The spectrum at t = 0.25 needs more steps than that at t = 0.5", "section 3.2", sweep,
              [Below(one, one, late, than=early) for one in (FIXED, GAAF, L, N)]),
        Claim("The loss falls faster for all slopes that adapt", "figure 7", sweep,
              each_below([GAAF, L, N, *recovered], [FIXED], loss_at(1000))),
        Claim("The loss falls fastest for a global slope", "figure 7", sweep, each_below([GAAF], [L, N], loss_at(1000))),
        Claim("S(a) increases the slopes further", "figures 8 and 9", sweep,
              [Below(L, recovered[0], SLOPE), Below(N, recovered[1], SLOPE)]),
        Claim("The condition of theorem 2.1 is a practical one on the initialisation", "abstract, theorem 2.1", sweep,
              [Within(one, start_condition(), 1, 1) for one in recovered]),
        Claim("Slopes for every neuron add 5.5 % to the parameters", "section 3.2", sweep, [growth(1.055)]),
        Claim("A step with a slope for every neuron costs about as much as one without slopes", "section 2.2", sweep, [Within(N, SECONDS, 0, 1.25, over=FIXED)]),
    ]


ALPHA = final("relative_error_alpha", "relative error of alpha")
WEIGHED = {f"{name} with S(a)": f"{kind}(n = 1, recovery = wa)"
           for name, kind in (("GAAF", "gaaf"), ("L-LAAF", "llaaf"), ("N-LAAF", "nlaaf"))}


def inverse_claims():
    sweep, (one, local, neuron) = "laaf-poisson", WEIGHED.values()
    return [
        Claim("The coefficient is found more closely with slopes that adapt and S(a)", "published text, table 1", sweep,
              each_below(WEIGHED.values(), [FIXED], ALPHA)),
        Claim("The coefficient is found more closely with local slopes than with a global one", "published text, table 1", sweep,
              each_below([local, neuron], [one], ALPHA)),
    ]


FIGURES = {
    "curves": "Error and loss, with the term S(a), over the steps: medians and quartiles",
    "slice": "The solution of the median run", "spectrum": "Its amplitudes", "slopes": "n a of the median run, layer by layer"}

PAGE = Page(
    "laaf", "Local slopes with slope recovery",
    ["A. D. Jagtap, K. Kawaguchi and G. E. Karniadakis, \"Locally adaptive activation functions with slope recovery for deep and "
     "physics-informed neural networks\", Proc. R. Soc. A 476, 20200334 (2020); sections and figures as numbered in "
     "arXiv:1909.12228. n = 10 and W_a = 1 unless an experiment says otherwise. What S(a) does, and what slopes "
     "do to gradient descent, are the matter of pages of their own, [recovery](recovery.md) and [conditioning](conditioning.md)."],
    [
        Section("Burgers' equation", Sweep("laaf-burgers", "laaf/burgers.pde"),
                "Section 3.2 as the paper states it: six layers of 20, 400 points of data and 10,000 of the equation, Adam at 8e-4.",
                methods(), more=[error_at(500), loss_at(1000), loss_at(2000), SLOPE],
                figures={**FIGURES, "spread": "Every run in the end, and the medians"}),
        Section("The discontinuous function, as the paper states it", Sweep("laaf-function", "laaf/function.pde"),
                "Section 3.1: four layers of 50, 300 random points, Adam at 2e-4.", methods(),
                more=[error_at(2000), error_at(8000), loss_at(2000), loss_at(15000), SLOPE], figures=FIGURES),
        Section("The discontinuous function, as the authors' code has it", Sweep("laaf-function-code", "laaf/function_code.pde", quick_seeds=3),
                "301 equidistant points, weights and biases of deviation 0.1, inputs as they are, and S(a) over the sum of "
                "the layers, four times smaller.", methods(", over = sum"),
                more=[error_at(2000), error_at(8000), loss_at(2000), loss_at(15002), SLOPE],
                figures={"curves": FIGURES["curves"], "slopes": FIGURES["slopes"]}),
        Section("A coefficient of Poisson's equation, with weights", Sweep("laaf-poisson", "laaf/poisson_inverse.pde", quick_seeds=1),
                "The published text weighs the terms of the loss, W_F MSE_F + W_u MSE_u + W_a S(a), here 1, 10 and 10: "
                "`loss { bc = ...; data = ... }` has W_u, `loss { eq = ... }` W_F, `recovery` of the slopes W_a. Three layers of 30, "
                "n = 1, Adam at 8e-4. The numbers in print are of a network that has seen 500 values of alpha, these "
                "are of one value, 1/2, from a start at 0; they share the equation alone.",
                {"fixed": FIXED, **WEIGHED, **{name: f"{kind}(n = 1)" for name, kind in
                                               (("GAAF", "gaaf"), ("L-LAAF", "llaaf"), ("N-LAAF", "nlaaf"))}},
                main=ALPHA, more=[loss_at(4000), SLOPE], figures={"history": "alpha over the steps, of the median run"}),
    ],
    burgers_claims() + inverse_claims() + [
        Claim("Slopes for every neuron add 2.56 % to the parameters", "section 3.1", "laaf-function", [growth(1.0256)]),
        *function_claims("laaf-function", "recipe of the paper", 15000),
        *function_claims("laaf-function-code", "recipe of the code", 15002, ", over = sum"),
    ])

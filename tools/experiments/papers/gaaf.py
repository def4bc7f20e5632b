"""The page of "Adaptive activation functions accelerate convergence" (2020): one slope for the whole network."""

from papers.claims import Below, Claim, Covers, Within
from papers.pages import Page, Section
from papers.quantities import ERROR, error_at, final, final_slope, loss_at
from papers.sweeps import Sweep

SLOPE = final_slope()
METHODS = {"fixed": "fixed", **{f"GAAF, n = {n}": f"gaaf(n = {n})" for n in (1, 5, 10)}}
TWO = {"fixed": "fixed", "GAAF, n = 10": "gaaf(n = 10)"}
COEFFICIENTS = [final(f"relative_error_l{k}", f"error of lambda {k}") for k in (1, 2, 3, 4)]


def falls_with_n(sweep, where):
    order = list(METHODS.values())
    return [Claim("The error is smaller with a slope that adapts", where, sweep,
                  [Below(one, "fixed", ERROR) for one in order[1:]]),
            Claim("The error is the smaller, the larger n is", where, sweep,
                  [Below(order[2], order[1], ERROR), Below(order[3], order[2], ERROR)])]


def function_claims(sweep, steps, slope):
    return [Claim(f"All frequencies are learned within {steps:,} steps, much faster than with fixed slopes",
                  "function approximation", sweep, [Below("gaaf(n = 10)", "fixed", loss_at(steps)), Below("gaaf(n = 10)", "fixed", ERROR)]),
            Claim(f"n a comes to about {slope}", "function approximation", sweep, [Covers("gaaf(n = 10)", SLOPE, slope)])]


FIGURES = {"curves": "Error and loss over the steps: medians and quartiles", "slopes": "n a of the median run"}
ACTIVATIONS = {f"{activation.replace('_', ' ')}, {name}": f"{activation}, {value}"
               for activation in ("tanh", "sin", "nearly_relu", "smoothed_relu") for name, value in TWO.items()}

PAGE = Page(
    "gaaf", "One slope for the whole network",
    ["A. D. Jagtap, K. Kawaguchi and G. E. Karniadakis, \"Adaptive activation functions accelerate convergence in deep and "
     "physics-informed neural networks\", J. Comput. Phys. 404, 109136 (2020)."],
    [
        Section("Burgers' equation", Sweep("gaaf-burgers", "gaaf/burgers.pde", quick_seeds=3),
                "Six layers of 20, 400 points of data and 10,000 of the equation, Adam at 8e-4.", METHODS,
                more=[error_at(500), loss_at(2000), SLOPE],
                figures={**FIGURES, "spread": "Every run in the end, and the medians"}),
        Section("Burgers' equation, as the authors' code has it",
                Sweep("gaaf-burgers-code", "gaaf/burgers_code.pde", quick_seeds=1),
                "200 points of data, 10,456 of the equation, and L-BFGS after the 2,000 steps of Adam.", TWO,
                more=[error_at(2000), SLOPE], figures={"curves": FIGURES["curves"]}),
        Section("Burgers' equation, other activations",
                Sweep("gaaf-activations", "gaaf/burgers_activations.pde", seeds=10, quick_seeds=1),
                "The same with other functions in the place of tanh. ReLU itself is refused by `ansatz check` (E0414), as its "
                "second derivative, which the equation takes, is 0: softplus(10^4 z)/10^4, within 7e-5 of it, stands in its "
                "place, and beside it softplus(100 z)/100, within 0.007.", ACTIVATIONS, more=[loss_at(2000), SLOPE],
                base="tanh, fixed"),
        Section("The Klein-Gordon equation", Sweep("gaaf-klein-gordon", "gaaf/klein_gordon.pde", quick_seeds=3),
                "Two layers of 40, 500 and 10,000 points. The paper does not say how long the time is; the file has t <= 10.",
                METHODS, more=[error_at(700), loss_at(1400), SLOPE], figures=FIGURES),
        Section("The Helmholtz equation", Sweep("gaaf-helmholtz", "gaaf/helmholtz.pde", quick_seeds=2),
                "Two layers of 40, 400 and 16,000 points.", TWO, more=[error_at(1800), loss_at(3600), SLOPE], figures=FIGURES),
        Section("A smooth function", Sweep("gaaf-function-smooth", "gaaf/function_smooth.pde", quick_seeds=3),
                "Four layers of 50, 300 random points.", TWO, more=[error_at(10000), loss_at(22000), SLOPE],
                figures={**FIGURES, "spectrum": "Amplitudes of the median run"}),
        Section("A function with a jump", Sweep("gaaf-function-jump", "gaaf/function_jump.pde", quick_seeds=3),
                "Four layers of 50, 300 random points.", TWO, more=[error_at(15000), loss_at(28000), SLOPE],
                figures={**FIGURES, "spectrum": "Amplitudes of the median run"}),
        Section("The sine-Gordon equation, four coefficients", Sweep("gaaf-sine-gordon", "gaaf/sine_gordon.pde", quick_seeds=1),
                "An inverse problem. The values determine one sum of the four coefficients alone, as the file says, so what "
                "is found for each is decided by where it starts, which the paper does not say.",
                {"fixed": "fixed", "GAAF, n = 5": "gaaf(n = 5)"}, more=COEFFICIENTS + [SLOPE],
                figures={"curves": FIGURES["curves"]}),
    ],
    falls_with_n("gaaf-burgers", "table of Burgers' equation") + [
        Claim("ReLU is no good activation for this problem", "Burgers' equation", "gaaf-activations",
              [Below("tanh, fixed", "nearly_relu, fixed", ERROR), Below("tanh, gaaf(n = 10)", "nearly_relu, gaaf(n = 10)", ERROR)]),
        Claim("sin behaves like tanh", "Burgers' equation", "gaaf-activations",
              [Within("sin, fixed", ERROR, 0.5, 2, over="tanh, fixed"),
               Within("sin, gaaf(n = 10)", ERROR, 0.5, 2, over="tanh, gaaf(n = 10)")]),
    ] + falls_with_n("gaaf-klein-gordon", "table of the Klein-Gordon equation") + [
        Claim("n a comes to about 1.548", "Klein-Gordon equation", "gaaf-klein-gordon",
              [Covers("gaaf(n = 10)", SLOPE, 1.548)]),
        Claim("The error is smaller with a slope that adapts", "Helmholtz equation", "gaaf-helmholtz",
              [Below("gaaf(n = 10)", "fixed", ERROR)]),
        Claim("n a comes to about 3", "Helmholtz equation", "gaaf-helmholtz", [Covers("gaaf(n = 10)", SLOPE, 3)]),
        *function_claims("gaaf-function-smooth", 22000, 4.5),
        *function_claims("gaaf-function-jump", 28000, 5.86),
        Claim("All four coefficients are found more closely with a slope that adapts", "sine-Gordon equation",
              "gaaf-sine-gordon", [Below("gaaf(n = 5)", "fixed", quantity) for quantity in COEFFICIENTS]),
        Claim("The solution is found more closely with a slope that adapts", "sine-Gordon equation", "gaaf-sine-gordon",
              [Below("gaaf(n = 5)", "fixed", ERROR)]),
    ])

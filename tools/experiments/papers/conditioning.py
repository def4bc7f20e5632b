"""The page on section 3 of the published "Locally adaptive activation functions with slope recovery" (2020)."""

from papers.pages import Page, Section
from papers.quantities import condition_at, final_slope, loss_at
from papers.sweeps import Sweep

LAST = 20000
METHODS = {"fixed": "fixed", "L-LAAF": "llaaf(n = 1)", "N-LAAF": "nlaaf(n = 1)"}


def section(activation, neurons, rate="0.1"):
    settings = {"network.activation": activation, "network.hidden": f"[{neurons}]", "train.lr": rate}
    quick = 2 if neurons == 100 else 6
    return Section(f"{neurons} neurons, {activation}",
                   Sweep(f"circles-{activation}", "laaf/circles.pde", settings, quick_seeds=quick),
                   "Condition numbers are those of the whole network.", METHODS, main=loss_at(LAST),
                   more=[loss_at(2000), condition_at(0), condition_at(2000), condition_at(LAST), final_slope()],
                   figures={"conditioning": "Condition numbers over the steps, of the median run"})


PAGE = Page(
    "conditioning", "What slopes do to gradient descent",
    ["A. D. Jagtap, K. Kawaguchi and G. E. Karniadakis, \"Locally adaptive activation functions with slope recovery for deep and "
     "physics-informed neural networks\", Proc. R. Soc. A 476, 20200334 (2020), section 3 of the published text. A network with "
     "slopes is a plain one with the weights V = n a (W, b); a step of gradient descent on W, b and a moves V by the gradient "
     "times a matrix, which is (n a)^2 I + n^2 w w^T for the weights w of a slope, and the identity where slopes stay as they "
     "are. Its condition number says how much further a step goes along some weights than along others.",
     "The problem is that of figure 2 there: 1,000 points of two circles, one 0.7 times the other, told apart by one hidden layer, "
     "n = 1. Loss, rate and steps are not stated there; here they are least squares, plain gradient descent at 0.1, of softplus at 0.01, "
     "and 20,000. The figure has no numbers to compare with, so no claim is judged; what the matrix is, a test holds against J J^T by differences."],
    [section("sigmoid", 10), section("relu", 20), section("softplus", 100, "0.01")],
    [])

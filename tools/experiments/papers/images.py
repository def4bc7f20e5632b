"""The page of section 4 of "Locally adaptive activation functions with slope recovery" (2020): images and their classes.

Figures are those of the published text; the preprint numbers them 10 and 11.
"""

from papers.claims import Below, Claim, Within
from papers.image_sweeps import IDX, ImageSweep, after_epochs
from papers.pages import Page, Section
from papers.quantities import final_slope

SLOPE = final_slope()


def slopes(way, n):
    return f"{way}(n = {n}, recovery = 1)"


METHODS = {"fixed": "fixed", **{f"{name}, n = {n}": slopes(way, n) for n in (1, 2) for name, way in
                                (("GAAF", "gaaf"), ("L-LAAF", "llaaf"), ("N-LAAF", "nlaaf"))}}
ADAPTIVE = list(METHODS.values())[1:]


def loss_after(epochs):
    """The cross entropy alone, with dropout, over the images that are learnt: the training loss of the paper."""
    return after_epochs("loss", epochs, "training loss")


def accuracy_after(epochs):
    return after_epochs("test_accuracy", epochs, "test accuracy, %,", 100)


def section(sweep, epochs, heading, about, early):
    return Section(heading, sweep, about, METHODS, main=loss_after(epochs),
                   more=[*(loss_after(epoch) for epoch in early), accuracy_after(epochs), SLOPE],
                   figures={"curves": "Training loss over the steps: medians and quartiles", "spread": "Every run in the end"})


EARLY = 3  # epochs of the larger sets: a run of one takes a minute
SEMEION = ImageSweep("images-semeion", "semeion.pde", seeds=6, quick_seeds=1, data=("semeion.data", "semeion_order.txt"))
SMALL = {"data.training.points": "10000", "data.test.points": "2000", "train.epochs": str(EARLY)}
MNIST = ImageSweep("images-mnist", "mnist.pde", SMALL, seeds=3, quick_seeds=0, data=tuple(f"mnist/{name}" for name in IDX))
FASHION = ImageSweep("images-fashion-mnist", "fashion_mnist.pde", SMALL, seeds=3, quick_seeds=0,
                     data=tuple(f"fashion_mnist/{name}" for name in IDX))
WHOLE = {"train.epochs": str(EARLY)}
MNIST_WHOLE = ImageSweep("images-mnist-whole", "mnist.pde", WHOLE, seeds=1, quick_seeds=0, data=MNIST.data)
FASHION_WHOLE = ImageSweep("images-fashion-mnist-whole", "fashion_mnist.pde", WHOLE, seeds=1, quick_seeds=0, data=FASHION.data)
# As the code of the paper changes images, but not those that judge; rates fall after the ninth epoch and the 99th.
AUGMENTED = ImageSweep("images-semeion-augmented", "semeion.pde", {
    "data.training.augment": "[crop(padding = 1), affine(degrees = 4, scale = [1, 1.05])]",
    "train.epochs": "200", "train.lr": "step(0.01, factor = 0.1, at = [9, 99])"}, seeds=6, quick_seeds=0, data=SEMEION.data)


def near(configuration, value, factor):
    """Within a factor of what is read off a figure."""
    return Within(configuration, loss_after(50), value / factor, value * factor)


def faster(sweep, epochs, data, figure="figure 7"):
    """What the paper says of all data, of these."""
    return [
        Claim(f"Slopes that adapt, with S(a), accelerate training; {data}", f"abstract, {figure}", sweep,
              [Below(one, "fixed", loss_after(epochs)) for one in ADAPTIVE]),
        Claim(f"Local slopes accelerate it further than a global one; {data}", "section 5", sweep,
              [Below(slopes(way, n), slopes("gaaf", n), loss_after(epochs)) for n in (1, 2) for way in ("llaaf", "nlaaf")]),
    ]


PAGE = Page(
    "images", "Images and their classes",
    ["A. D. Jagtap, K. Kawaguchi and G. E. Karniadakis, \"Locally adaptive activation functions with slope recovery for deep and "
     "physics-informed neural networks\", Proc. R. Soc. A 476, 20200334 (2020), section 4. What is printed there are figures, of "
     "which values can be read to a factor of 1.5; accuracy is not given."],
    [
        section(SEMEION, 50, "Semeion",
                "1,000 handwritten digits of 16 x 16 pixels are learnt, 593 others judge, in the order of the authors' code; LeNet, "
                "50 epochs without augmentation, rates that fall after the ninth and the forty-ninth.", (10, 25)),
        section(MNIST, EARLY, "MNIST, 10,000 images",
                "10,000 of the images are learnt and 2,000 others judge, which the seed draws; the same network for images of 28 x "
                "28, for three epochs of the paper's fifty and on a sixth of its images: fifty would take a quarter of an hour a run.", (1,)),
        section(FASHION, EARLY, "Fashion-MNIST, 10,000 images", "The same of pictures of clothes.", (1,)),
        section(MNIST_WHOLE, EARLY, "MNIST, all images", "60,000 images are learnt for three epochs, and the 10,000 others judge.", (1,)),
        section(FASHION_WHOLE, EARLY, "Fashion-MNIST, all images", "The same of pictures of clothes.", (1,)),
        section(AUGMENTED, 200, "Semeion with augmentation",
                "Images are moved by a pixel, turned by up to four degrees and made up to a twentieth larger each time that they "
                "are learnt, for 200 epochs. The training loss is that of changed images.", (10, 50)),
    ],
    [
        *faster("images-semeion", 50, "Semeion"),
        Claim("Training loss of fixed slopes after 50 epochs, 7e-2; Semeion", "figure 7", "images-semeion", [near("fixed", 7e-2, 1.5)]),
        Claim("Of GAAF and L-LAAF, 1e-4 to 2e-3; Semeion", "figure 7", "images-semeion",
              [Within(slopes(way, n), loss_after(50), 1e-4 / 1.5, 2e-3 * 1.5) for n in (1, 2) for way in ("gaaf", "llaaf")]),
        Claim("Of N-LAAF, 6e-2 with n = 1 and 4.5e-2 with n = 2; Semeion", "figure 7", "images-semeion",
              [near(slopes("nlaaf", 1), 6e-2, 1.5), near(slopes("nlaaf", 2), 4.5e-2, 1.5)]),
        *faster("images-semeion-augmented", 200, "Semeion with augmentation", "figure 8"),
        *faster("images-mnist", EARLY, "MNIST, early"),
        *faster("images-fashion-mnist", EARLY, "Fashion-MNIST, early"),
    ])

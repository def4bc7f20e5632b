// Small runs of every kind that the language can make, for tests of what is done with runs: a few steps each.
#pragma once

#include <string>
#include <vector>

#include "process.hpp"

namespace process {

struct SmallProblem {
  std::string name;
  std::string text;
  std::vector<std::string> fields;
  std::vector<std::string> coordinates;
};

inline const SmallProblem heat{"heat",
                               R"(title "Heat, briefly"
param nu = 0.1
domain x in [-1, 1]
time t in [0, 1]
field u
let flux = -nu*u_x
eq heat: u_t = nu*u_xx
ic start: u = sin(pi*x)
bc walls: u = 0 on x = -1, x = 1
network { hidden = [8]*2; adaptive = nlaaf(n = 5) }
sample { eq = 60; boundary = 30 }
train lm { steps = 4 }
)",
                               {"u"},
                               {"x", "t"}};

/// Two networks, an unknown with bounds, a let as an activation, an ansatz, inputs of every kind.
inline const SmallProblem pair{"pair",
                               R"(title "*/ <script>alert('&')</script> \\"
unknown c = 2 in [0, 5]
domain x in [0, 2]
time t in [0, 1]
field α, v
let bump(z) = z*exp(-z^2)
eq first: α_t = v
eq second: v_t = c*α_xx + max(α, v)*0.1
ic α = cos(pi*x), v = 0
ansatz v = t*net
fit α = cos(pi*x)*cos(t)
network wide of α { hidden = [9, 7]; activation = bump; input = [periodic(x, harmonics = 2), t, x*t]; adaptive = gaaf }
network of v { hidden = [6]*2; activation = softplus; input = [fourier(x, t, features = 3)]; adaptive = fixed }
sample { eq = 50; boundary = 30; fit = 40 }
train lm { steps = 3 }
)",
                               {"α", "v"},
                               {"x", "t"}};

inline const SmallProblem ring{"ring",
                               R"(let hole = disk([0.2, 0.1], 0.3)
domain (x, y) in disk([0, 0], 1) - hole
field u
eq poisson: u_xx + u_yy = -4
bc rim: u = 0 on boundary
bc free: dn(u) = 0 on boundary(hole)
network { layers = [dense(7), act, residual(5), act]; activation = sin }
sample { eq = 60; boundary = 40 }
train lm { steps = 4 }
)",
                               {"u"},
                               {"x", "y"}};

inline const SmallProblem decay{"decay",
                                R"(time t in [0, 3]
field u
eq u_t = -u
ic u = 1
network { hidden = [6]; activation = sigmoid }
sample { eq = 30 }
train lm { steps = 5 }
)",
                                {"u"},
                                {"t"}};

inline const SmallProblem marched{"marched",
                                  R"(domain x in [-1, 1]
time t in [0, 1]
field u
eq u_t = 0.1*u_xx
ic u = sin(pi*x)
bc u = 0 on x = -1, x = 1
network { hidden = [6]*2 }
sample { eq = 50; boundary = 30; windows = 3 }
train lm { steps = 3 }
)",
                                  {"u"},
                                  {"x", "t"}};

inline const SmallProblem single{"single",
                                 R"(domain x in [0, 1]
field u
eq u_xx = -1
bc u = 0 on boundary
network { hidden = [6]*2 }
sample { eq = 40 }
train adam { steps = 5 }
compute { precision = f32 }
)",
                                 {"u"},
                                 {"x"}};

/// Runs them in a folder; out/NAME is left there.
inline void run(const Folder& folder, const SmallProblem& problem, std::vector<std::string> more = {}) {
  folder.write(problem.name + ".pde", problem.text);
  std::vector<std::string> words{"run", problem.name + ".pde", "--quiet", "--threads", "2"};
  words.insert(words.end(), more.begin(), more.end());
  ansatz(words, {.folder = folder.path()});
}

}  // namespace process

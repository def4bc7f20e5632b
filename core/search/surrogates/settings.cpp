#include "ansatz/core/search/settings.hpp"

namespace ansatz::search {

std::shared_ptr<const Method> method_of(const SearchSettings&) {
  using S = SearchSettings;
  static const auto method = std::make_shared<const Method>(
      described<S>, "search", "activation functions of a space, tried on problems: run by `ansatz search`",
      std::vector{
          setting("seeds", &S::seeds, {1, 1000}, "trainings of a function on each problem, from `compute.seed` on"),
          setting("budget", &S::budget, {1, 1e7}, {{"all", 0, "every function that is looked at"}},
                  "functions that are trained, those that everyone uses first"),
          setting("pool", &S::pool, {1, 1e6}, {{"all", 0, "the whole space"}},
                  "functions of the space that are looked at, drawn at random where there are more"),
          setting("seed", &S::seed, {0, 9007199254740992.0}, "of what the search itself draws"),
          setting(
              "finalists", &S::finalists, {0, 10000},
              "of the best so many are trained again when the budget is spent: what they were chosen by flatters them"),
          setting("further_seeds", &S::further_seeds, {1, 1000},
                  "trainings of a finalist on each problem, from seeds behind the others, which alone decide then"),
          setting("surrogate", &S::surrogate, "what says which function is tried next"),
      });
  return method;
}

}  // namespace ansatz::search

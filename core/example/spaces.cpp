// Spaces of activation functions in numbers: names, classes, and what is decided of how smooth they are.
#include <cstdint>
#include <cstdio>
#include <vector>

#include "ansatz/core.hpp"

using namespace ansatz;

namespace {

void print(const char* name, const search::Space& space) {
  std::vector<search::Candidate> guarded;
  for (std::uint64_t i = 0; i < space.size(); ++i)
    if (search::Candidate candidate = space[i]; search::is_guarded(candidate)) guarded.push_back(std::move(candidate));
  search::Classes classes;
  classes.add(guarded);
  std::size_t kept = 0, admitted = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (!classes.traits(i).finite || classes.traits(i).affine) continue;
    ++kept;
    admitted += search::admits({}, classes.representative(i));
  }
  std::printf("%-10s %6zu names, %6zu guarded, in %zu classes; finite and not affine: %zu, with 3 derivatives: %zu\n",
              name, static_cast<std::size_t>(space.size()), guarded.size(), classes.size(), kept, admitted);
}

}  // namespace

int main() {
  const search::Operators operators;
  const search::Space aquasurf = search::aquasurf_space(operators);
  print("aquasurf", aquasurf);
  print("smooth", search::smooth_space(operators));

  search::Classes classes;
  std::vector<search::Candidate> all;
  for (std::uint64_t i = 0; i < aquasurf.size(); ++i) all.push_back(aquasurf[i]);
  classes.add(all);
  std::printf("aquasurf without guards: %zu classes; derivatives on the whole line:\n", classes.size());
  std::vector<Smoothness> found;
  for (std::size_t i = 0; i < classes.size(); ++i) found.push_back(smoothness(classes.representative(i)));
  for (int order = 0; order <= 4; ++order) {
    std::size_t answers[3] = {};
    for (const Smoothness& one : found) ++answers[static_cast<std::size_t>(one.continuous(order))];
    std::printf("  %d continuous: proved %zu, refuted %zu, not decided %zu\n", order, answers[0], answers[1],
                answers[2]);
  }
}

#include "checkpoint/trial_mark.hpp"

#include <fmt/format.h>

#include "ansatz/core/other_problem.hpp"

namespace ansatz {

void require_same(const TrialMark& written, const TrialMark& wanted, const std::filesystem::path& file) {
  if (written.fingerprint == wanted.fingerprint) return;
  const std::string start = fmt::format("{} holds the solution of another problem: ", file.string());
  if (written.description != wanted.description)
    throw OtherProblem(
        fmt::format("{}it was trained for {}, and this is {}", start, written.description, wanted.description));
  throw OtherProblem(
      fmt::format("{}both are {}, but their networks or ansatz formulas differ; they must be those it was trained with",
                  start, wanted.description));
}

void put(ByteWriter& out, const TrialMark& mark) {
  out.number(mark.fingerprint);
  out.text(mark.description);
}

TrialMark get_trial_mark(ByteReader& in) {
  const std::uint64_t fingerprint = in.whole();
  return {fingerprint, in.text()};
}

}  // namespace ansatz

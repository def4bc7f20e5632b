// Folders of runs that nobody ran: result.json and history.csv with numbers that a test chooses.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "compare/comparison.hpp"
#include "folder.hpp"

namespace ansatz::test {

/// Writes a run whose error of u falls from 1 to `error` in three rows, its loss from 1 to the square of that.
inline std::filesystem::path write_run(const Folder& folder, const std::string& name, double error,
                                       const std::string& status = "finished", double seconds = 2) {
  folder.write(
      name + "/result.json",
      fmt::format(
          R"({{"version": "1", "status": "{}", "reason": "because", "verdict": "holds", "seed": 1, "parameters": 10,
 "steps": 20, "seconds": {}, "loss": {{"total": {}, "terms": {{"eq": 1}}}},
 "error": {{"u": {{"l2_relative": {}, "max": 1}}}}}})",
          status, seconds, error * error, error));
  folder.write(name + "/history.csv",
               fmt::format("step,seconds,loss,eq,l2_relative_u\n0,0,1,1,1\n10,1,0.5,0.5,\n20,2,{},1,{}\n",
                           error * error, error));
  return folder / name;
}

/// Runs of configurations "a", "b", ... with these errors, by seed from 1.
inline compare::Plan plan_of(const Folder& folder, const std::vector<std::vector<double>>& errors) {
  compare::Plan plan{{"method"}, {}};
  for (std::size_t k = 0; k < errors.size(); ++k)
    for (std::size_t s = 0; s < errors[k].size(); ++s) {
      const std::string method(1, static_cast<char>('a' + k)), label = fmt::format("{}-{}", method, s + 1);
      plan.entries.push_back({label, write_run(folder, label, errors[k][s]), {method}, fmt::format("{}", s + 1)});
    }
  return plan;
}

}  // namespace ansatz::test

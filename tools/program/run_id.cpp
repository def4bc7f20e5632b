#include "run_id.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <system_error>

#include "ansatz/core/results.hpp"
#include "ansatz/core/solution.hpp"
#include "report/sha256.hpp"
#include "terminal.hpp"

namespace ansatz::cli {
namespace fs = std::filesystem;

namespace {

/// What result.json says; nothing where it is not there, damaged, or says none.
std::string run_of_result(const fs::path& file) {
  std::error_code unreadable;
  if (!fs::is_regular_file(file, unreadable)) return {};
  const nlohmann::json result = nlohmann::json::parse(read_whole(file), nullptr, false);
  if (!result.is_object() || !result.contains("run") || !result["run"].is_string()) return {};
  return result["run"].get<std::string>();
}

}  // namespace

std::string run_id(const std::string& problem) { return report::sha256_digits(problem).substr(0, 12); }

std::string mixed_runs(const fs::path& folder, const Solution& solution) {
  const std::string own = run_id(read_whole(folder / "problem.pde"));
  std::string others;
  const auto compare = [&](const char* file, const std::string& run) {
    if (!run.empty() && run != own) others += fmt::format(", {} of {}", file, printable(run));
  };
  compare("its checkpoint", solution.run());
  compare("result.json", run_of_result(folder / "result.json"));
  if (others.empty()) return {};
  return fmt::format("warning: {} holds files of several runs: problem.pde is of run {}{}\n",
                     printable(folder.string()), own, others);
}

}  // namespace ansatz::cli

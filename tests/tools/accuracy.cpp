// What users come for, end to end: how far a problem file comes, with a seed that is in no table, and what a million
// points cost. Takes minutes, so it runs only when asked for: tools/test --long. Its sisters of all budgets and several
// seeds are the rows of tools/accuracy.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "process.hpp"

using process::ansatz;
using process::Folder;

namespace {

constexpr double patience = 550;  // seconds; the test itself is stopped after 600

/// What a run of the file finds, as result.json has it.
nlohmann::json result_of(const std::string& file, const std::vector<std::string>& settings = {}) {
  Folder folder;
  std::vector<std::string> words{"run", file, "--seed", "11", "--quiet", "--out", folder / "out"};
  for (const std::string& setting : settings) words.insert(words.end(), {"--set", setting});
  process::Options options;
  options.limit = patience;
  const auto result = ansatz(words, options);
  REQUIRE_MESSAGE(result.status == 0, result.err);
  return nlohmann::json::parse(process::read(folder / "out" / "result.json"));
}

/// The relative L2 error of `u` at its end.
double error_in(const nlohmann::json& result) { return result["error"]["u"]["l2_relative"]; }
double error_of(const std::string& file, const std::vector<std::string>& settings = {}) {
  return error_in(result_of(file, settings));
}

std::string problem(const std::string& name) { return std::string(ANSATZ_PROBLEMS) + "/" + name + ".pde"; }

}  // namespace

TEST_SUITE("long") {
  TEST_CASE("files of the gallery reach the errors that docs/notes/accuracy.md asks of them") {
    CHECK(error_of(problem("poisson")) < 1e-6);
    CHECK(error_of(problem("heat")) < 1e-6);
    CHECK(error_of(problem("klein_gordon")) < 1e-5);
  }

  TEST_CASE("other wave numbers than those of the file are solved as well") {
    CHECK(error_of(problem("helmholtz"), {"m=2", "n=3", "k=2"}) < 1e-5);
  }

  TEST_CASE("a file that states equation, conditions and solution, and nothing else, is solved to six digits") {
    Folder folder;
    const std::string file = folder.write("wave.pde",
                                          "pde 1\n"
                                          "domain x in [0, 2]\n"
                                          "time t in [0, 1]\n"
                                          "field u\n"
                                          "eq advection: u_t + 2*u_x = 0\n"
                                          "ic start: u = sin(pi*x)\n"
                                          "bc inflow: u = -sin(2*pi*t) on x = 0\n"
                                          "exact u = sin(pi*(x - 2*t))\n");
    CHECK(error_of(file, {"train.steps=150"}) < 1e-6);
  }

  TEST_CASE("where a run ends by itself its error is that of all its steps, but for the last digit") {
    for (const char* name : {"bratu", "heat", "klein_gordon", "poisson"}) {
      CAPTURE(name);
      const nlohmann::json early = result_of(problem(name), {"train.steps=400"});
      const nlohmann::json full = result_of(problem(name), {"train.steps=400", "train.until=never"});
      CHECK(early["steps"] < 400);
      CHECK(early["verdict"] == "holds");
      CHECK(error_in(early) < 4 * error_in(full));
    }
  }

#ifndef __SANITIZE_ADDRESS__  // with it, memory and time mean something else
  TEST_CASE("a million points take less than 300 MB, and no longer each than a thousand") {
    process::Options options;
    options.limit = patience;
    const auto result = ansatz({"bench", "burgers", "--scaling", "--steps", "20", "--json"}, options);
    REQUIRE_MESSAGE(result.status == 0, result.err);
    const auto json = nlohmann::json::parse(result.out);
    const auto& sizes = json["sizes"];
    REQUIRE(sizes.size() == 4);
    CHECK(sizes.back()["points"] == 1'000'000);
    CHECK(sizes.back()["peak_mb"].get<double>() < 300);
    // Half as much again, for what else the machine does; where it does nothing, they agree within a tenth.
    CHECK(sizes.back()["ns_per_point"].get<double>() < 1.5 * sizes.front()["ns_per_point"].get<double>());
    CHECK(json["efficiency"].get<double>() > 0.3);
    CHECK(json["efficiency"].get<double>() ==
          doctest::Approx(json["ms_one_thread"].get<double>() / json["ms_all_threads"].get<double>() /
                          json["threads"].get<double>()));
  }
#endif
}

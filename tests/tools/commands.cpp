// The command line itself: exit statuses, help, and words that mean nothing.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "process.hpp"

using process::ansatz;
using process::contains;
using process::Folder;

namespace {

const char* poisson = "domain x in [0, 1]\nfield u\neq u_xx = -1\nbc u = 0 on boundary\n";

}  // namespace

TEST_CASE("help and version are results, not errors") {
  for (const char* word : {"--help", "--version"}) {
    auto result = ansatz({word});
    CHECK(result.status == 0);
    CHECK(contains(result.out, "ansatz"));
    CHECK(result.err.empty());
  }
  auto run = ansatz({"run", "--help"});
  CHECK(run.status == 0);
  for (const char* option : {"--set", "--out", "--seed", "--threads", "--resume", "--quiet"}) {
    CHECK_MESSAGE(contains(run.out, option), option);
  }
}

TEST_CASE("a command line that means nothing ends with 2 and says what could be meant") {
  struct Case {
    std::vector<std::string> words;
    std::string message;
  };
  for (const auto& expected : std::vector<Case>{
           {{}, "Usage"},
           {{"rnu", "a.pde"}, "did you mean `run`?"},
           {{"a.pde"}, "ansatz run a.pde"},
           {{"run"}, "FILE"},
           {{"run", "a.pde", "--sede", "1"}, "did you mean `--seed`"},
           {{"run", "a.pde", "--threads", "two"}, "--threads"},
           {{"run", "a.pde", "--seed", "-1"}, "--seed"},
           {{"run", "a.pde", "b.pde"}, "b.pde"},
           {{"check", "a.pde", "--format=xml"}, "--format: needs one of text, json; got `xml`"},
           {{"run", "a.pde", "--threads", "0"}, "--threads: needs a whole number from 1 to 1024; got `0`"},
           {{"run", "a.pde", "--seed", "1.5"}, "--seed: needs a whole number from 0 to 9007199254740992; got `1.5`"},
           {{"completion", "bsh"}, "SHELL: needs one of bash, zsh, fish; got `bsh`"},
           {{"completion"}, "`completion` needs SHELL: bash, zsh or fish"},
           {{"version"}, "no command `version`; write `ansatz --version`"},
           {{"-v"}, "did you mean `--version`?"},
           {{"train", "a.pde"}, "no command `train`; did you mean `run`?"},
           {{"solve", "a.pde"}, "did you mean `run`?"},
           {{"plot", "out/a"}, "did you mean `report`?"},
           {{"run", "a.pde", "--epochs", "5"}, "no option `--epochs`; settings are set by --set train.steps=VALUE"},
           {{"run", "a.pde", "--lr=1e-3"}, "no option `--lr`; settings are set by --set train.lr=VALUE"},
           {{"run", "a.pde", "-o", "b"}, "`run` has no option `-o`; did you mean `--out`?"},
           {{"run", "a.pde", "--output", "b"}, "did you mean `--out`?"},
           {{"run", "a.pde", "b.pde", "c.pde"}, "`run` takes one FILE; `b.pde`, `c.pde` are too many"},
           {{"run", "--", "a.pde", "b.pde"}, "`run` takes one FILE; `b.pde` is too many"},
           {{"run", "a.pde", "--set"}, "--set needs a value: KEY=EXPR"},
           {{"report", "out/a", "--dpi", "abc"}, "--dpi: needs a number from 30 to 2400; got `abc`"},
           {{"report", "out/a", "--threads", "0"}, "--threads: needs a whole number from 1 to 1024; got `0`"},
       }) {
    CAPTURE(expected.message);
    auto result = ansatz(expected.words);
    CHECK(result.status == 2);
    CHECK(result.out.empty());
    CHECK_MESSAGE(contains(result.err, expected.message), result.err);
  }
}

TEST_CASE("check is silent about a sound file but for one word, and fails on an unsound one") {
  Folder folder;
  auto good = ansatz({"check", folder.write("good.pde", poisson)});
  CHECK(good.status == 0);
  CHECK(contains(good.out, "good.pde: fine"));
  CHECK(good.err.empty());

  auto bad = ansatz({"check", folder.write("bad.pde",
                                           "domain x in [0, 1]\nfield u\neq u_xx = -sinn(x)\n"
                                           "bc u = 0 on boundary\nnetwork { hiden = [3] }\n")});
  CHECK(bad.status == 1);
  CHECK(bad.out.empty());
  CHECK_MESSAGE(contains(bad.err, "sinn"), bad.err);
  CHECK_MESSAGE(contains(bad.err, "hidden"), bad.err);  // both mistakes in one run
  CHECK(!contains(bad.err, "\x1b"));                    // no colours away from a terminal
}

TEST_CASE("check speaks JSON about several files at once") {
  Folder folder;
  auto good = folder.write("good.pde", poisson);
  auto bad = folder.write("bad.pde", "domain x in [0, 1]\nfield u\neq u_xx = k\nbc u = 0 on boundary\n");
  auto result = ansatz({"check", "--format=json", good, bad, bad});
  CHECK(result.status == 1);
  CHECK(result.err.empty());
  auto found = nlohmann::json::parse(result.out);
  REQUIRE(found.is_array());
  REQUIRE(found.size() >= 2);
  CHECK(found[0]["severity"] == "error");
  CHECK(found[0]["code"].get<std::string>().front() == 'E');
}

TEST_CASE("a setting without a value, and one that does not exist, are told apart from others") {
  Folder folder;
  auto file = folder.write("a.pde", poisson);
  auto no_value = ansatz({"check", file, "--set", "nu"});
  CHECK(no_value.status == 1);
  CHECK(contains(no_value.err, "KEY=EXPR"));
  auto unknown = ansatz({"check", file, "--set", "network.hiden=[3]"});
  CHECK(unknown.status == 1);
  CHECK_MESSAGE(contains(unknown.err, "hidden"), unknown.err);
}

TEST_CASE("fmt rewrites a file once; --check only looks; --fix mends what was pasted") {
  Folder folder;
  auto file = folder.write("a.pde", "domain x in [0,1]  # rod\nfield u eq u_xx=-1 bc u=0 on boundary\n");
  auto looked = ansatz({"fmt", "--check", file});
  CHECK(looked.status == 1);
  CHECK(contains(looked.out, "a.pde is not formatted"));
  CHECK(ansatz({"fmt", file}).status == 0);
  auto once = process::read(file);
  CHECK(contains(once, "# rod"));
  CHECK(contains(once, "eq u_xx = -1\n"));
  CHECK(ansatz({"fmt", "--check", file}).status == 0);

  auto broken = folder.write("broken.pde", "field u\neq u_xx = (1\n");
  auto refused = ansatz({"fmt", broken});
  CHECK(refused.status == 1);
  CHECK_MESSAGE(contains(refused.err, "E0105"), refused.err);
  CHECK(process::read(broken) == "field u\neq u_xx = (1\n");

  auto pasted = folder.write("pasted.pde", "field u\neq u_xx = \u22121\n");
  CHECK(ansatz({"fmt", pasted}).status == 1);
  CHECK(ansatz({"fmt", "--fix", pasted}).status == 0);
  CHECK(contains(process::read(pasted), "eq u_xx = -1\n"));
}

TEST_CASE("explain and doc read from the tables, and say what there is for a name that is not") {
  auto lesson = ansatz({"explain", "e0203"});
  CHECK(lesson.status == 0);
  CHECK(contains(lesson.out, "sinn"));
  CHECK(contains(ansatz({"explain"}).out, "W0604"));
  CHECK(ansatz({"explain", "E9999"}).status == 1);

  auto network = ansatz({"doc", "network"});
  CHECK(network.status == 0);
  CHECK(contains(network.out, "hidden = [24]*3"));
  CHECK(contains(ansatz({"doc", "train adam"}).out, "steps"));
  struct Topic {
    const char* name;
    const char* part;
  };
  for (const Topic& topic : std::vector<Topic>{{"hidden", "hidden = [24]*3"},
                                               {"network.hidden", "hidden = [24]*3"},
                                               {"llaaf", "adaptive = llaaf in network"},
                                               {"disk", "disk(center, radius)"},
                                               {"sin", "sine"},
                                               {"boundary", "boundary(shape)"},
                                               {"softplus", "softplus"}}) {
    auto page = ansatz({"doc", topic.name});
    CHECK(page.status == 0);
    CHECK_MESSAGE(contains(page.out, topic.part), page.out);
  }
  auto unknown = ansatz({"doc", "netwrk"});
  CHECK(unknown.status == 1);
  CHECK(contains(unknown.err, "did you mean `network`?"));
}

TEST_CASE("show tells where each setting comes from") {
  Folder folder;
  auto file = folder.write("a.pde", std::string(poisson) + "network { hidden = [7] }\n");
  auto result = ansatz({"show", file, "--set", "train.steps=3"});
  CHECK_MESSAGE(result.status == 0, result.err);
  auto line_of = [&](const std::string& setting) {
    auto start = result.out.find(setting);
    REQUIRE_MESSAGE(start != std::string::npos, setting << " in\n" << result.out);
    return result.out.substr(start, result.out.find('\n', start) - start);
  };
  CHECK(line_of("hidden = [7]").ends_with("file"));
  CHECK(line_of("steps = 3").ends_with("--set"));
  CHECK(line_of("activation = tanh").ends_with("default"));
  CHECK(line_of("parameters = ").ends_with(" 22"));  // 7 weights, 7 biases; 7 weights, 1 bias
  CHECK(line_of("  eq = ").size() > 0);
  CHECK(contains(result.out, "points\n  eq = 2000\n"));
  CHECK(contains(line_of("adaptive = "), "auto, here fixed  "));
  CHECK(contains(line_of("resample = "), "auto, here 10  "));
  CHECK_MESSAGE(contains(result.out.substr(result.out.find("time of a run\n")), "at most: 3 steps of "), result.out);
}

TEST_CASE(
    "show says what slopes add to the parameters, and whether the theorem on slope recovery speaks of the start") {
  Folder folder;
  auto file = folder.write("a.pde", std::string(poisson) + "network { hidden = [1] }\ntrain adam\n");
  auto plain = ansatz({"show", file, "--set", "network.adaptive=fixed"});
  CHECK(plain.status == 0);
  CHECK_FALSE(contains(plain.out, "slopes\n"));
  auto without = ansatz({"show", file, "--set", "network.adaptive=nlaaf"});
  CHECK_MESSAGE(contains(without.out, "growth P of the parameter space = 1.3333: 1 slopes beside 3 weights"),
                without.out);
  CHECK_FALSE(contains(without.out, "theorem"));
  auto recovered = ansatz({"show", file, "--set", "network.adaptive=nlaaf(n = 1, recovery = 2)"});
  CHECK_MESSAGE(contains(recovered.out, "W_a S(a) at the start = 0.7358"), recovered.out);  // 2/e
  CHECK_MESSAGE(contains(recovered.out, "condition of theorem 2.1 = "), recovered.out);
}

TEST_CASE("bench measures what it is asked for, and lists what there is") {
  auto result = ansatz({"bench", "burgers", "--steps", "20", "--threads", "1", "--json"});
  REQUIRE_MESSAGE(result.status == 0, result.err);
  auto list = nlohmann::json::parse(result.out);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["name"] == "burgers");
  CHECK(list[0]["threads"] == 1);
  CHECK(list[0]["points"] == 10400);
  CHECK(list[0]["parameters"] == 2301);
  CHECK(list[0]["ms_per_step"].get<double>() > 0);
  CHECK(list[0]["peak_gflops"].get<double>() > 0);
  double share = list[0]["gemm_gflops_per_step"].get<double>() / list[0]["ms_per_step"].get<double>() * 1e3 /
                 list[0]["peak_gflops"].get<double>();
  CHECK(list[0]["share_of_peak"].get<double>() == doctest::Approx(share));

  auto profiled =
      ansatz({"bench", "burgers", "--points", "200", "--steps", "20", "--threads", "2", "--profile", "--json"});
  REQUIRE_MESSAGE(profiled.status == 0, profiled.err);
  auto profile = nlohmann::json::parse(profiled.out)[0]["profile"];
  CHECK(profile["as_stated"]["streams"] == 4);
  CHECK(profile["simplified"]["streams"] == 3);
  double parts = 0;
  for (const auto& ms : profile["ms_of_parts"]) parts += ms.get<double>();
  CHECK(parts == doctest::Approx(profile["ms_per_step"].get<double>()));
  CHECK(profile["ms_of_parts"]["products forward"].get<double>() > 0);
  auto text = ansatz({"bench", "burgers", "--points", "200", "--steps", "20", "--profile"});
  CHECK_MESSAGE(contains(text.out, "weight gradients"), text.out);

  for (const char* set : {"sse4", "avx2", "avx512", "best"}) {
    auto lower = ansatz({"bench", "custom", "--points", "100", "--steps", "20", "--instructions", set, "--json"});
    if (lower.status != 0) CHECK_MESSAGE(contains(lower.err, "there are best, "), lower.err);
  }

  auto unknown = ansatz({"bench", "burger"});
  CHECK(unknown.status == 1);
  CHECK_MESSAGE(contains(unknown.err, "raissi_burgers"), unknown.err);
}

#ifndef __SANITIZE_ADDRESS__  // with it, steps on 2,301 parameters take minutes
#ifdef __has_feature
#define ANSATZ_SANITIZED __has_feature(address_sanitizer)
#else
#define ANSATZ_SANITIZED 0
#endif

TEST_CASE("bench says what a step of each optimiser costs") {
  if constexpr (ANSATZ_SANITIZED) return;  // minutes of factorisations, which tests of the optimisers run there
  auto costs = ansatz({"bench", "optimisers", "--points", "100", "--seconds", "0", "--threads", "1", "--json"});
  REQUIRE_MESSAGE(costs.status == 0, costs.err);
  auto json = nlohmann::json::parse(costs.out);
  CHECK(json["parameters"] == 2071);
  CHECK(json["optimisers"].size() == 9);  // seven methods, one of them with three updates
  for (const auto& optimiser : json["optimisers"])
    CHECK(optimiser["gradients_per_step"].get<double>() ==
          doctest::Approx(optimiser["ms_per_step"].get<double>() / optimiser["ms_per_gradient"].get<double>()));
  for (const auto& part : json["lm_parts"])
    if (part["name"] == "Cholesky") CHECK(part["gflops"].get<double>() == doctest::Approx(2.961).epsilon(1e-3));
}
#endif

TEST_CASE("the guard compares shares of peak with recorded ones") {
  Folder folder;
  const std::string file = folder.path() / "shares.json";
  const auto bench = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"bench", "custom", "--shares", file});
    return ansatz(words);
  };
  const auto guard = [&] { return bench({"--guard", "--tries", "2"}); };
  auto missing = guard();
  CHECK(missing.status == 1);
  CHECK_MESSAGE(contains(missing.err, "--record"), missing.err);

  CHECK(bench({"--record", "--tries", "2"}).status != 0);
  REQUIRE(bench({"--record"}).status == 0);
  auto recorded = nlohmann::json::parse(process::read(file));
  REQUIRE(recorded.size() == 1);
  const std::string set = recorded.begin().key();
  const double share = recorded[set]["custom"];
  CHECK(share > 0);

  const auto guard_against = [&](double old) {
    recorded[set]["custom"] = old;
    folder.write("shares.json", recorded.dump());
    return guard();
  };
  CHECK(guard_against(0.5 * share).status == 0);
  auto lost = guard_against(4 * share);
  CHECK(lost.status == 3);
  CHECK_MESSAGE(contains(lost.err, "15 %"), lost.err);
  folder.write("shares.json", "[]");
  CHECK(guard().status == 1);
}

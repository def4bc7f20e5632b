// What is to be cited of a problem: the works of what it uses, each once, and how they are written.
#include "ansatz/core/citations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include "ansatz/core/catalogue.hpp"
#include "ansatz/core/methods.hpp"
#include "problems.hpp"

using namespace ansatz;

namespace {

/// "rad, rar: Wu, Zhu, Tan, Kartha, Lu 2023"
std::vector<std::string> shown(const Problem& problem, std::uint64_t draws = 1) {
  std::vector<std::string> lines;
  Outcome outcome;
  for (std::uint64_t draw = 0; draw <= draws; ++draw) outcome.history.emplace_back().draw = draw;
  for (const Citation& citation : citations_of(problem, outcome)) {
    std::string line;
    for (const std::string& name : citation.used) line += (line.empty() ? "" : ", ") + name;
    lines.push_back(line + ": " + cited_briefly(citation.work));
  }
  return lines;
}

Problem small() {
  Problem problem = test::small_burgers();
  problem.networks = {NetworkSpec{.adaptive = FixedSlopes{}}};
  problem.sampling.method = RandomPoints{};
  problem.sampling.resample = 0;
  problem.stages = {Lm{}};
  return problem;
}

constexpr const char* families[] = {"train",   "schedule", "layer",   "adaptive", "init", "input",
                                    "sampler", "adapt",    "balance", "format",   "plot"};

}  // namespace

TEST_CASE("the works of a problem are those of its methods and of theirs, in their order") {
  CHECK(shown(small()) == std::vector<std::string>{"glorot_normal: Glorot, Bengio 2010", "lm: Marquardt 1963",
                                                   "lm: Transtrum, Sethna 2012"});

  Problem rich = small();
  rich.networks[0].adaptive = Nlaaf{.recovery = 1};
  rich.networks[0].init = NormalNumbers{};
  rich.networks[0].inputs = {{{0}, Feature(Periodic{})}};
  rich.sampling.method = SobolPoints{};
  rich.sampling.resample = 10;
  rich.sampling.adapt = Rad{};
  rich.sampling.windows = 2;
  rich.weighting.balance = Ntk{};
  rich.weighting.causal = 1;
  rich.stages = {Adam{.lr = CosineDecay{}}, Sgd{.nesterov = true}};
  CHECK(shown(rich) == std::vector<std::string>{"nlaaf: Jagtap, Kawaguchi, Karniadakis 2020", "periodic: Dong, Ni 2021",
                                                "sobol: Joe, Kuo 2008", "rad: Wu, Zhu, Tan, Kartha, Lu 2023",
                                                "windows: Wight, Zhao 2021", "ntk: Wang, Yu, Perdikaris 2022",
                                                "causal: Wang, Sankaran, Perdikaris 2024", "adam: Kingma, Ba 2015",
                                                "cosine: Loshchilov, Hutter 2017", "sgd: Polyak 1964",
                                                "nesterov: Sutskever, Martens, Dahl, Hinton 2013"});
}

TEST_CASE("what is left to the problem is cited as what it stands for, and not where it does nothing") {
  Problem problem = small();
  problem.networks[0].adaptive.reset();
  problem.stages = {Adam{}};
  const auto first_order = shown(problem);
  CHECK(std::count(first_order.begin(), first_order.end(), "llaaf: Jagtap, Kawaguchi, Karniadakis 2020") == 1);
  problem.stages = {Lm{}};
  problem.sampling.resample.reset();
  const auto second_order = shown(problem);
  CHECK(std::count(second_order.begin(), second_order.end(), "rad: Wu, Zhu, Tan, Kartha, Lu 2023") == 1);
  const auto never_drawn = shown(problem, 0);  // a run that ended before its first draw
  CHECK(std::count(never_drawn.begin(), never_drawn.end(), "rad: Wu, Zhu, Tan, Kartha, Lu 2023") == 0);
}

TEST_CASE("a work is written in a sentence, in a word, and as an entry that BibTeX reads") {
  const Publication work{"A. B. O'Neil and C. D. de la Cruz and E. Foo", "On x_1 & 5% of y", "Journal #3", 1999};
  CHECK(cited(work) == "A. B. O'Neil, C. D. de la Cruz and E. Foo, \"On x_1 & 5% of y\", Journal #3 (1999)");
  CHECK(cited_briefly(work) == "O'Neil, de la Cruz, Foo 1999");
  CHECK(bibtex(work) ==
        "@misc{oneil1999,\n  author = {A. B. O'Neil and C. D. de la Cruz and E. Foo},\n"
        "  title = {{On x\\_1 \\& 5\\% of y}},\n  howpublished = {Journal \\#3},\n  year = {1999}\n}\n");
}

TEST_CASE("every work of a method is whole, and stands with its sources alone") {
  const Catalogue methods = builtin_methods();
  std::set<std::string> cited_works;
  for (const char* family : families) {
    REQUIRE(!methods.of(family).empty());
    for (const auto& method : methods.of(family)) {
      CAPTURE(method->name());
      const std::string& doc = method->doc();
      for (std::size_t i = 0; i + 4 <= doc.size(); ++i)
        CHECK_FALSE(std::all_of(doc.begin() + static_cast<std::ptrdiff_t>(i),
                                doc.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                                [](unsigned char c) { return std::isdigit(c) != 0; }));
      for (const Publication& work : method->sources()) {
        CHECK(work.authors.find(", ") == std::string::npos);
        CHECK(!work.title.empty());
        CHECK(!work.venue.empty());
        CHECK((work.year > 1900 && work.year < 2100));
        cited_works.insert(cited(work));
      }
    }
  }
  CHECK(cited_works.size() >= 18);
}

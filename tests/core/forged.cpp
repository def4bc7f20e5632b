// Checkpoints and solutions that somebody made: every word of each is overwritten, with its checksum put right. What is
// made of them is a refusal or a run, never a crash, a hang or more memory than there is.
#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <fstream>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/other_problem.hpp"
#include "ansatz/core/train.hpp"
#include "checkpoint/bytes.hpp"
#include "problems.hpp"
#include "resumption.hpp"
#include "window_problems.hpp"

using namespace ansatz;
namespace fs = std::filesystem;

namespace {

/// Payloads are changed word by word: nothing here knows where texts and lengths stand, so every alignment is tried.
class Forger {
 public:
  explicit Forger(const std::string& file) : start_(file.substr(0, file.find('\n') + 1)) {
    const std::string_view rest = std::string_view(file).substr(start_.size());
    ByteReader header(rest);
    version_ = header.whole();
    owner_ = header.whole();
    payload_ = rest.substr(32);
  }

  std::size_t places() const { return payload_.size() - 8; }

  std::string with(std::size_t place, std::uint64_t word) const {
    ByteWriter bytes;
    bytes.number(word);
    return sealed(std::string(payload_).replace(place, 8, bytes.bytes()));
  }
  std::string cut(std::size_t place) const { return sealed(payload_.substr(0, place)); }

 private:
  std::string sealed(const std::string& payload) const {
    ByteWriter header;
    for (const std::uint64_t word : {version_, owner_, std::uint64_t{payload.size()}}) header.number(word);
    Hash hash;
    hash.add(payload + header.bytes());
    header.number(hash.value());
    return start_ + header.bytes() + payload;
  }

  std::string start_, payload_;
  std::uint64_t version_ = 0, owner_ = 0;
};

const std::vector<std::uint64_t> words = {
    0,
    1,
    1u << 20,
    std::uint64_t{1} << 40,
    std::uint64_t{1} << 61,
    std::uint64_t{1} << 63,
    ~std::uint64_t{0},
    std::bit_cast<std::uint64_t>(std::numeric_limits<double>::quiet_NaN()),
    std::bit_cast<std::uint64_t>(-1e300),
};

void write(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

/// Tries the words at every place, `apart` bytes from one to the next; the first places and the last all.
void forge(const fs::path& file, std::size_t apart, const std::function<void()>& use) {
  const std::string good = read_whole(file);
  CHECK_NOTHROW(use());
  const Forger forger(good);
  std::size_t refused = 0, tried = 0, turn = 0;
  const auto attempt = [&](const std::string& bytes) {
    write(file, bytes);
    ++tried;
    try {
      use();
    } catch (const UserError&) {
      ++refused;
    } catch (const WorldFailure&) {
      ++refused;
    }
  };
  for (std::size_t place = 0; place < forger.places(); place += place < 400 && apart > 3 ? 8 : apart) {
    CAPTURE(place);
    if (apart < 100)
      for (const std::uint64_t word : words) attempt(forger.with(place, word));
    else
      attempt(forger.with(place, words[turn++ % words.size()]));
    if (turn % 8 == 0) attempt(forger.cut(place));
  }
  MESSAGE(refused << " of " << tried << " refused");
  CHECK(refused > 0);
  write(file, good);
}

/// Forgeries of what a run leaves after some steps are taken up, by a solver that goes on for a few.
void forge_checkpoints(const Problem& problem, std::uint64_t after, std::size_t apart) {
  const test::Folder folder;
  const fs::path file = folder / "checkpoint";
  Solver before(problem);
  before.train(test::until(after));
  before.save(file);
  const std::vector<double> expected = test::numbers(before.train());
  Solver solver(problem);
  forge(file, apart, [&] {
    solver.restore(file);
    int asked = 0;
    solver.train({}, [&] { return ++asked == 3; });
  });
  solver.restore(file);
  CHECK(test::same_bits(test::numbers(solver.train()), expected));  // nothing of the forgeries is left
  Solver(problem).save(file);
  forge(file, apart, [&] { Solution::load(file, problem).outcome(); });
}

std::vector<Problem> problems() {
  std::vector<Problem> all;
  for (const Stage& stage : std::vector<Stage>{Sgd{.steps = 12}, Adam{.steps = 12, .batch = 7},
                                               Lbfgs{.steps = 12, .memory = 3}, SsBroyden{.steps = 12}, Lm{.steps = 12},
                                               NewtonCg{.steps = 12, .rank = 2}, Auto{.steps = 60}}) {
    Problem problem = test::poisson_1d(1);
    problem.networks[0].hidden = {3};
    problem.stages = {stage};
    all.push_back(problem);
  }
  for (const Balance& balance : std::vector<Balance>{GradNorm{.every = 4}, Attention{}, SelfAdaptive{.every = 2}}) {
    Problem problem = test::small_burgers();
    problem.networks[0].hidden = {3};
    problem.sampling.equation = 12;
    problem.sampling.boundary = 8;
    problem.sampling.resample = 3;
    problem.sampling.adapt = Rar{.add = 5, .k = 1, .c = 1};
    problem.weighting.balance = balance;
    problem.weighting.causal = 0.5;
    problem.stages = {Adam{.steps = 12}, Lm{.steps = 6}};
    all.push_back(problem);
  }
  Problem windows = test::decay(3);
  windows.networks[0].hidden = {3};
  windows.stages = {Adam{.steps = 5}};
  all.push_back(windows);
  return all;
}

}  // namespace

TEST_CASE("forged checkpoints and solutions are refused, or run: a sample of places") {
  for (const Problem& problem : problems()) {
    CAPTURE(problem.stages[0].name());
    forge_checkpoints(problem, 8, 8 * 13 + 1);
  }
}

TEST_CASE("forged checkpoints and solutions are refused, or run: every word" * doctest::test_suite("long")) {
  for (const Problem& problem : problems()) {
    CAPTURE(problem.stages[0].name());
    forge_checkpoints(problem, 8, 3);
  }
}

TEST_CASE("damage to any bit is told from another problem") {
  const test::Folder folder;
  Problem problem = test::poisson_1d(1);
  problem.networks[0].hidden = {2};
  problem.stages = {Sgd{.steps = 1}};
  const fs::path file = folder / "checkpoint";
  Solver solver(problem);
  solver.save(file);
  const std::string good = read_whole(file);
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    CAPTURE(bit);
    std::string flipped = good;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    write(file, flipped);
    CHECK_THROWS_AS(solver.restore(file), WorldFailure);
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{10}, std::size_t{30}, good.size() - 1}) {
    write(file, good.substr(0, length));
    CHECK_THROWS_AS(solver.restore(file), WorldFailure);
  }
  write(file, good + "more");
  CHECK_THROWS_AS(solver.restore(file), WorldFailure);
  write(file, good);
  solver.restore(file);
  problem.compute.seed += 1;
  CHECK_THROWS_AS(Solver(problem).restore(file), OtherProblem);
}

TEST_CASE("forged snapshots of a solution are refused, or loaded") {
  const test::Folder folder;
  Problem problem = test::poisson_1d(1);
  problem.networks[0].hidden = {3};
  problem.stages = {Adam{.steps = 6}};
  const fs::path file = folder / "snapshot";
  solve(problem).save(file);
  forge(file, 8, [&] {
    const Solution s = Solution::load(file, problem);
    write_history(folder / "history.csv", s.problem(), s.outcome());
    write_slopes(folder / "slopes.csv", s.problem(), s.outcome());
  });
}

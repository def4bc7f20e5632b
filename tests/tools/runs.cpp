// Whole runs of the program: the files it leaves, the same bits again, and ends before the end.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "process.hpp"

using process::ansatz;
using process::Folder;
using process::read;
namespace fs = std::filesystem;

namespace {

const char* burgers = R"(title "Burgers, in miniature"
param nu = 0.01/pi in [1e-3, 1]
domain x in [-1, 1]
time   t in [0, 1]
field  u
let w = sin(pi*x)*exp(-t)
eq burgers: u_t + u*u_x = nu*u_xx + w + pi*cos(pi*x)*exp(-t)*w - nu*pi^2*w
ic start:   u = -sin(pi*x)
bc walls:   u = 0  on x = -1, x = 1
exact u = -w
network { hidden = [8]*2; adaptive = nlaaf(n = 10, recovery = 1) }
sample { eq = 3000; boundary = 400 }
train adam { lr = 1e-3; steps = 12 }
)";

/// A CSV without the column of that name.
std::string without_column(const std::string& csv, const std::string& name) {
  std::istringstream lines(csv);
  std::string out;
  std::size_t dropped = std::string::npos;
  for (std::string line; std::getline(lines, line); out += '\n') {
    std::istringstream cells(line);
    std::size_t column = 0;
    for (std::string cell; std::getline(cells, cell, ','); ++column) {
      if (dropped == std::string::npos && cell == name) dropped = column;
      if (column != dropped) out += cell + ",";
    }
  }
  REQUIRE(dropped != std::string::npos);
  return out;
}

struct Bits {
  std::string history, solution, slopes;
  friend bool operator==(const Bits&, const Bits&) = default;
};

Bits bits(const fs::path& folder) {
  return {without_column(read(folder / "history.csv"), "seconds"), read(folder / "solution.csv"),
          read(folder / "slopes.csv")};
}

/// Went to its end: as short as it is, it is far from the answer that its file knows, which is status 4.
bool ended(const process::Result& run) { return run.status == 0 || run.status == 4; }

}  // namespace

TEST_CASE("a run leaves its files, and they agree with each other") {
  Folder folder;
  folder.write("tiny.pde", burgers);
  auto result = ansatz({"run", "tiny.pde", "--seed", "3", "--threads", "2"}, {.folder = folder.path()});
  REQUIRE_MESSAGE(ended(result), result.err);
  for (const char* word :
       {"finished after 12 of 12 steps", "burgers", "start", "walls", "relative L2", "layer 2", "out/tiny"}) {
    CHECK_MESSAGE(result.out.find(word) != std::string::npos, word << " in\n" << result.out);
  }
  CHECK(result.err.find("step 12/12") != std::string::npos);
  CHECK(result.err.find('\r') == std::string::npos);  // no live line away from a terminal

  auto out = folder / "out/tiny";
  auto json = nlohmann::json::parse(read(out / "result.json"));
  CHECK(json["status"] == "finished");
  CHECK(json["seed"] == 3);
  CHECK(json["threads"] == 2);
  CHECK(json["precision"] == "f64");
  CHECK(json["steps"] == 12);
  CHECK(json["loss"]["terms"].contains("walls"));
  CHECK(json["error"]["u"]["l2_relative"].get<double>() > 0);

  auto history = read(out / "history.csv");
  CHECK(history.starts_with("step,seconds,loss,burgers,start,walls,"));
  CHECK(read(out / "slopes.csv").starts_with("step,layer,mean,std"));
  CHECK(read(out / "solution.csv").starts_with("x,t,u,u_exact\n"));
  CHECK(fs::file_size(out / "checkpoint") > 0);
}

TEST_CASE("same file, same seed: the same bits on 1, 2 and 7 threads, and from the resolved problem") {
  Folder folder;
  folder.write("tiny.pde", burgers);
  process::Options here{.folder = folder.path()};
  std::vector<std::string> common = {"run", "tiny.pde", "--set", "nu=0.02", "--quiet"};
  auto run = [&](std::vector<std::string> more) {
    more.insert(more.begin(), common.begin(), common.end());
    auto result = ansatz(more, here);
    REQUIRE_MESSAGE(ended(result), result.err);
    CHECK(result.out == "");
    CHECK_MESSAGE((result.err.empty() || result.err.starts_with("warning: doubtful: ")), result.err);
  };
  run({"--seed", "5", "--threads", "1", "--out", "one"});
  auto expected = bits(folder / "one");
  for (const char* threads : {"2", "7"}) {
    run({"--seed", "5", "--threads", threads, "--out", threads});
    CHECK(bits(folder / threads) == expected);
  }
  auto again = ansatz({"run", "one/problem.pde", "--out", "again"}, here);
  REQUIRE_MESSAGE(ended(again), again.err);
  CHECK(bits(folder / "again") == expected);
  CHECK(read(folder / "again/problem.pde") == read(folder / "one/problem.pde"));

  run({"--seed", "6", "--out", "other"});
  CHECK(bits(folder / "other") != expected);
}

TEST_CASE("a run with tables, data, an ansatz and periodic inputs: its folder repeats it anywhere, and it goes on") {
  Folder folder, elsewhere;
  std::string table = "x,t,u\n";
  for (int i = 0; i <= 8; ++i)
    for (int j = 0; j <= 4; ++j)
      table +=
          std::to_string(i / 4.0 - 1) + "," + std::to_string(j / 4.0) + "," + std::to_string(0.1 * i - 0.2 * j) + "\n";
  folder.write("table.csv", table);
  folder.write("tiny.pde", R"(domain x in [-1, 1]
time t in [0, 1]
field u
unknown a = 1
eq u_t + a*u_x = 0
ansatz u = sin(pi*x) + t*net
data obs { file = "table.csv"; points = 20; noise = 0.1 }
exact a = 2
exact u from "table.csv"
network { input = [periodic(x), fourier(x, t, features = 3)]; hidden = [6]*2; adaptive = llaaf(n = 2) }
sample { eq = 300; at = obs }
train lm { steps = 4 }
)");
  process::Options here{.folder = folder.path()}, there{.folder = elsewhere.path()};
  auto first = ansatz({"run", "tiny.pde", "--out", "one"}, here);
  REQUIRE_MESSAGE(ended(first), first.err);
  CHECK(read(folder / "one/data/table.csv") == table);
  CHECK(read(folder / "one/history.csv").starts_with("step,seconds,loss,eq,obs,l2_relative_u,a,relative_error_a\n"));
  CHECK(first.out.find("exact 2   error ") != std::string::npos);

  fs::rename(folder / "one", elsewhere / "moved");
  auto again = ansatz({"run", "moved/problem.pde", "--out", "two"}, there);
  REQUIRE_MESSAGE(ended(again), again.err);
  CHECK(bits(elsewhere / "two") == bits(elsewhere / "moved"));
  CHECK(read(elsewhere / "two/problem.pde") == read(elsewhere / "moved/problem.pde"));

  auto longer = ansatz({"run", "two/problem.pde", "--out", "two", "--resume", "--set", "train.steps=7"}, there);
  auto whole = ansatz({"run", "moved/problem.pde", "--out", "whole", "--set", "train.steps=7"}, there);
  REQUIRE_MESSAGE(longer.status == 1, longer.err);  // it would replace the file that it is read from
  longer = ansatz({"run", "moved/problem.pde", "--out", "two", "--resume", "--set", "train.steps=7"}, there);
  REQUIRE_MESSAGE(ended(longer), longer.err);
  REQUIRE_MESSAGE(ended(whole), whole.err);
  CHECK(read(elsewhere / "two/solution.csv") == read(elsewhere / "whole/solution.csv"));
}

TEST_CASE("Ctrl-C ends a run with its files written; --resume goes on to the same bits") {
  Folder folder;
  folder.write("tiny.pde", burgers);
  process::Options here{.folder = folder.path()};
  auto whole = ansatz({"run", "tiny.pde", "--set", "train.steps=600", "--out", "whole"}, here);
  REQUIRE_MESSAGE(ended(whole), whole.err);

  auto interrupted = here;
  interrupted.interrupt_on = "part/problem.pde";  // written right before training begins
  std::vector<std::string> words = {"run", "tiny.pde", "--set", "train.steps=600", "--out", "part"};
  auto part = ansatz(words, interrupted);
  CHECK_MESSAGE(part.status == 130, part.err);
  CHECK(part.out.find("interrupted after") != std::string::npos);
  CHECK(nlohmann::json::parse(read(folder / "part/result.json"))["status"] == "interrupted");
  CHECK(fs::exists(folder / "part/solution.csv"));

  words.push_back("--resume");
  auto rest = ansatz(words, here);
  REQUIRE_MESSAGE(ended(rest), rest.err);
  CHECK(bits(folder / "part") == bits(folder / "whole"));
}

TEST_CASE("windows of time: a column says which, Ctrl-C ends a run in any of them, --resume goes on") {
  Folder folder;
  folder.write("tiny.pde", burgers);
  process::Options here{.folder = folder.path()};
  std::vector<std::string> words = {"run",   "tiny.pde",        "--set", "sample.windows=3",
                                    "--set", "train.steps=200", "--out", "whole"};
  auto whole = ansatz(words, here);
  REQUIRE_MESSAGE(ended(whole), whole.err);
  CHECK(whole.out.find("finished after 600 of 600 steps") != std::string::npos);
  CHECK(whole.err.find("window 3/3") != std::string::npos);
  CHECK(read(folder / "whole/history.csv")
            .starts_with("step,seconds,loss,burgers,start,walls,recovery,l2_relative_u,learning_rate,window"));
  CHECK(nlohmann::json::parse(read(folder / "whole/result.json"))["windows"]["reached"] == 3);

  words.back() = "part";
  auto interrupted = here;
  interrupted.interrupt_on = "part/problem.pde";
  CHECK(ansatz(words, interrupted).status == 130);
  words.push_back("--resume");
  auto rest = ansatz(words, here);
  REQUIRE_MESSAGE(ended(rest), rest.err);
  CHECK(bits(folder / "part") == bits(folder / "whole"));
}

TEST_CASE("--resume without a run, or with another problem's, is an error that keeps the files") {
  Folder folder;
  folder.write("tiny.pde", burgers);
  process::Options here{.folder = folder.path()};
  auto nothing = ansatz({"run", "tiny.pde", "--resume"}, here);
  CHECK(nothing.status == 1);
  CHECK_MESSAGE(nothing.err.find("no run to resume") != std::string::npos, nothing.err);

  REQUIRE(ended(ansatz({"run", "tiny.pde", "--quiet"}, here)));
  auto before = read(folder / "out/tiny/problem.pde");
  auto other = ansatz({"run", "tiny.pde", "--resume", "--set", "network.hidden=[5]"}, here);
  CHECK_MESSAGE(other.status == 1, other.err);
  CHECK(read(folder / "out/tiny/problem.pde") == before);
}

TEST_CASE("a run does not replace the file it is read from") {
  Folder folder;
  folder.write("problem.pde", burgers);
  auto result = ansatz({"run", "problem.pde", "--out", "."}, {.folder = folder.path()});
  CHECK(result.status == 1);
  CHECK_MESSAGE(result.err.find("--out") != std::string::npos, result.err);
  CHECK(read(folder / "problem.pde") == burgers);
}

TEST_CASE("a loss that is no longer a number ends the run with 3, and its files say so") {
  Folder folder;
  folder.write("wild.pde", burgers);
  auto result = ansatz({"run", "wild.pde", "--set", "train.lr=1e300"}, {.folder = folder.path()});
  CHECK_MESSAGE(result.status == 3, result.err);
  CHECK_MESSAGE(result.out.find("diverged") != std::string::npos, result.out);
  CHECK(nlohmann::json::parse(read(folder / "out/wild/result.json"))["status"] == "diverged");
}

TEST_CASE("a retreat is said when it happens, is in the log, and not said to who wants quiet") {
  Folder folder;
  folder.write("tiny.pde", std::string(burgers) + "train sgd { steps = 30; lr = 1e6; retreat = 40 }\n");
  const process::Options here{.folder = folder.path()};
  const auto run = ansatz({"run", "tiny.pde"}, here);
  CHECK_MESSAGE(run.err.find("at half the rate\n") != std::string::npos, run.err);
  CHECK(read(folder / "out/tiny/result.json").find("at half the rate") != std::string::npos);
  const auto quiet = ansatz({"run", "tiny.pde", "--quiet"}, here);
  CHECK_MESSAGE(quiet.err.find("at half the rate\n") == std::string::npos, quiet.err);
  CHECK(quiet.out.empty());
}

TEST_CASE("a run whose answer is known to be wrong, or that stands still short of one, has a status of its own") {
  Folder folder;
  const process::Options here{.folder = folder.path()};
  folder.write("wrong.pde",
               "domain x in [0, 1]\nfield u\neq u_x = 1\nbc u = 0 on x = 0\nexact u = 9 - x\n"
               "network { hidden = [6] }\ntrain lm { steps = 5 }\n");
  const auto wrong = ansatz({"run", "wrong.pde"}, here);
  CHECK(wrong.status == 4);
  CHECK_MESSAGE(wrong.out.find("of its exact value") != std::string::npos, wrong.out);
  // Nothing satisfies both equations and the condition.
  folder.write("stalled.pde",
               "domain x in [0, 1]\nfield u\neq one: u_x = u\neq two: u_x = 1.5*u\nbc u = 1 on x = 0\n"
               "network { hidden = [6] }\ntrain lm { steps = 200 }\n");
  const auto stalled = ansatz({"run", "stalled.pde"}, here);
  CHECK_MESSAGE(stalled.status == 5, stalled.out);
  CHECK(stalled.out.find("verdict     stalled: ") != std::string::npos);
}

TEST_CASE("an equation that nobody prepared needs a text file and nothing else: Korteweg-de Vries") {
  Folder folder;
  folder.write("kdv.pde", R"(
domain x in [-5, 5]
time   t in [0, 1]
field  u
let soliton = 0.5/cosh(0.5*(x - t))^2
eq u_t + 6*u*u_x + u_xxx = 0
ic u = soliton
bc u = soliton on x = -5, x = 5
bc u_x = d(soliton, x) on x = 5
exact u = soliton
network { hidden = [10]*2 }
sample { eq = 500; boundary = 90 }
train adam { steps = 20 }
)");
  auto result = ansatz({"run", "kdv.pde"}, {.folder = folder.path()});
  CHECK_MESSAGE(ended(result), result.err);
  auto json = nlohmann::json::parse(read(folder / "out/kdv/result.json"));
  CHECK(json["error"]["u"]["l2_relative"].is_number());
}

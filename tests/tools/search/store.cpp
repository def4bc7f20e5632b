// The file that processes share: what is kept stays, claims are one process's, and no file is too broken for a message.
#include "search/store.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "../../folder.hpp"
#include "ansatz/autodiff/error.hpp"

using namespace ansatz::searches;
using ansatz::WorldFailure;
using ansatz::test::Folder;

namespace {

std::string failure_of(const std::filesystem::path& file) {
  try {
    const Store store(file);
  } catch (const WorldFailure& failure) {
    return failure.what();
  }
  return "";
}

bool nobody(const std::string&) { return false; }
bool yes() { return true; }

}  // namespace

TEST_CASE("what was kept is there when the file is opened again, to the bit") {
  const Folder folder;
  const std::filesystem::path file = folder / "search.sqlite";
  {
    Store store(file);
    CHECK(store.add({{"tanh(x)", "tanh(z)"}, {"sin(x)", "sin(z)"}}) == std::vector<std::size_t>{0, 1});
    CHECK(store.add({{"sin(x)", "sin(z)"}, {"exp(x)", "exp(z)"}}) == std::vector<std::size_t>{1, 2});
    store.keep_feature(2, "outputs", {0.1, -1e300, 5e-324});
    store.keep_feature(2, "outputs", {7});  // the first stays
    store.keep_feature(2, "nothing", {});
    store.set_fact("space", "a");
    store.set_fact("space", "b");
    Evaluation made;
    made.function = 1;
    made.seed = 4;
    made.error = 0.1;
    made.seconds = 2;
    made.reason = "it's \"so\"; -- \n";
    store.keep(made);
    made.error = 0.2;
    store.keep(made);  // the first stays
  }
  const Store store(file);
  REQUIRE(store.functions().size() == 3);
  CHECK(store.functions()[2].formula == "exp(z)");
  CHECK(*store.feature(2, "outputs") == std::vector<double>{0.1, -1e300, 5e-324});
  CHECK(!store.feature(1, "outputs"));
  REQUIRE(store.feature(2, "nothing"));
  CHECK(store.feature(2, "nothing")->empty());
  CHECK(store.fact("space") == "b");
  CHECK(!store.fact("other"));
  const std::vector<Evaluation> all = store.evaluations();
  REQUIRE(all.size() == 1);
  CHECK(all[0].error == 0.1);
  CHECK(!all[0].loss);
  CHECK(all[0].reason == "it's \"so\"; -- \n");
}

TEST_CASE("a function is one process's until it lets it go, or is gone") {
  const Folder folder;
  Store a(folder / "s"), b(folder / "s");
  CHECK(a.claim(0, "one", nobody, yes));
  CHECK(!b.claim(0, "two", nobody, yes));
  CHECK(!b.claim(1, "two", nobody, [] { return false; }));
  CHECK(b.claim(1, "two", nobody, yes));
  a.release(1, "one");  // not its own
  CHECK(a.claims().size() == 2);
  CHECK(b.claim(
      0, "two", [](const std::string& process) { return process == "one"; }, yes));
  b.release(0, "two");
  CHECK(a.claim(0, "one", nobody, yes));
}

TEST_CASE("of many threads that want a function one gets it") {
  const Folder folder;
  const std::filesystem::path file = folder / "s";
  { const Store made(file); }
  std::vector<int> got(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < got.size(); ++t)
    threads.emplace_back([&, t] {
      Store own(file);
      for (std::size_t function = 0; function < 10; ++function)
        got[t] += own.claim(function, std::to_string(t), nobody, yes) ? 1 : 0;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(got[0] + got[1] + got[2] + got[3] == 10);
}

TEST_CASE("a file that is damaged, or something else, is said") {
  const Folder folder;
  folder.write("text", std::string(5000, 'x'));
  CHECK(failure_of(folder / "text").find("is no file of a search") != std::string::npos);
  CHECK(failure_of(folder / "no/such/folder").find("cannot open") != std::string::npos);
  CHECK(failure_of(folder.path()).find("cannot open") != std::string::npos);
  const std::filesystem::path file = folder / "s";
  {
    Store store(file);
    std::vector<StoredFunction> many;
    for (int i = 0; i < 2000; ++i) many.push_back({"f" + std::to_string(i), std::string(50, 'z')});
    store.add(many);
  }
  CHECK(failure_of(file).empty());
  {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    for (const int at : {9000, 20000, 40000, 60000}) {
      out.seekp(at);
      out << std::string(3000, '\xff');
    }
  }
  CHECK(failure_of(file).find("damaged") != std::string::npos);
  std::filesystem::resize_file(folder / "s", 30000);
  CHECK(!failure_of(file).empty());
}

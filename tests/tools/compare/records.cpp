// What is read of a run, and what is said of files that are none of a run.
#include "compare/record.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ansatz/autodiff/error.hpp"
#include "folder.hpp"
#include "made_runs.hpp"

using namespace ansatz::compare;
using ansatz::test::Folder;
using ansatz::test::write_run;

namespace {

std::string refusal(const Folder& folder) {
  try {
    read_record(folder / "run");
  } catch (const ansatz::WorldFailure& failure) {
    return failure.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a record has the numbers of result.json and the rows of history.csv where there is a value") {
  const Folder folder;
  const Record record = read_record(write_run(folder, "run", 0.25));
  CHECK(record.status == Status::finished);
  CHECK((record.steps == 20 && record.parameters == 10 && record.seconds == 2 && record.seed == 1));
  CHECK(record.loss.value == 0.0625);
  CHECK(record.loss.curve.steps == std::vector<double>{0, 10, 20});
  REQUIRE(record.errors.size() == 1);
  CHECK((record.errors[0].name == "u" && record.errors[0].value == 0.25));
  CHECK(record.errors[0].curve.steps == std::vector<double>{0, 20});
  CHECK(record.errors[0].curve.values == std::vector<double>{1, 0.25});
  CHECK(record.trouble.empty());
}

TEST_CASE("names of conditions may hold commas and quotes, and be those of other columns") {
  const Folder folder;
  write_run(folder, "run", 0.25);
  folder.write("run/history.csv", "step,seconds,loss,\"a,\"\"b\",l2_relative_u,l2_relative_u\n1,0,3,4,5,6\n");
  const Record record = read_record(folder / "run");
  CHECK(record.errors[0].curve.values == std::vector<double>{6});
  CHECK(record.loss.curve.values == std::vector<double>{3});
}

TEST_CASE("numbers that a run does not have are none, and values that are not finite are read") {
  const Folder folder;
  folder.write("run/result.json",
               R"({"status": "diverged", "seed": 3, "parameters": 1, "steps": 2, "seconds": 1,
                   "loss": {"total": null}, "unknown_error": {"k": 0.5}})");
  folder.write("run/history.csv", "step,seconds,loss,k,relative_error_k\n1,0,inf,2,nan\n2,0,1");  // and a torn row
  const Record record = read_record(folder / "run");
  CHECK(record.status == Status::diverged);
  CHECK(std::isnan(record.loss.value));
  CHECK(std::isinf(record.loss.curve.values.at(0)));
  CHECK(record.loss.curve.values.size() == 1);
  CHECK(std::isnan(record.unknown_errors.at(0).curve.values.at(0)));
}

TEST_CASE("a run without a history has no curves") {
  const Folder folder;
  write_run(folder, "run", 0.5);
  std::filesystem::remove(folder / "run/history.csv");
  const Record record = read_record(folder / "run");
  CHECK(record.errors[0].value == 0.5);
  CHECK(record.errors[0].curve.steps.empty());
  CHECK(record.trouble.empty());
}

TEST_CASE("whatever result.json holds instead of a result is said") {
  const Folder folder;
  CHECK(refusal(folder).find("result.json") != std::string::npos);
  for (const char* text : {"", "[]", "{}", "null", "{\"status\": 3}", "{\"status\": \"splendid\"}", "\xff\xfe",
                           R"({"status": "finished", "seed": -1})", R"({"status": "finished", "seed": "one"})",
                           R"({"status": "finished", "seed": 1, "parameters": 1, "steps": 1, "seconds": 1, "loss": 3})",
                           R"({"status": "finished", "seed": 1, "parameters": 1, "steps": 1, "seconds": 1,
                               "loss": {"total": 1}, "error": {"u": 1}})"}) {
    folder.write("run/result.json", text);
    CHECK_MESSAGE(refusal(folder).find("result.json") != std::string::npos, text);
  }
}

TEST_CASE("a damaged history costs the curves alone") {
  const Folder folder;
  write_run(folder, "run", 0.5);
  for (const char* text : {"\n", "step\n1\n", "step,seconds,loss\n1,2\n", "step,seconds,loss\n1,2,three\n",
                           "step,seconds,loss\n1,2,3\n", "a\n\"b", "step,seconds,loss,l2_relative_u\n1,2,3,4 \n"}) {
    folder.write("run/history.csv", text);
    const Record record = read_record(folder / "run");
    CHECK(record.errors.at(0).value == 0.5);
    CHECK(record.errors.at(0).curve.values.empty());
    CHECK(record.loss.curve.values.empty());
    CHECK_MESSAGE(record.trouble.find("history.csv is damaged") != std::string::npos, text);
  }
}

// Files with numbers: what is read of them, which may be read at all, and where the resolved problem finds them.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "compiled.hpp"
#include "data_files.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::Folder;
using ansatz::test::messages;

namespace {

const std::string beam =
    "domain x in [0, 1]\nfield u, v\neq u_xx = -1, v = 2*u\nbc u = 0, v = 0 on boundary\nexact u from \"t.csv\"\n";

Compilation compiled(const Folder& folder, const std::string& text, const FileAccess& access = {}) {
  return compile_text("test.pde", text, folder.path(), {}, access);
}

std::string messages_for(const std::string& table) {
  const Folder folder;
  folder.write("t.csv", table);
  return messages(compiled(folder, beam));
}

}  // namespace

TEST_CASE("an exact solution from a table: its points, in its order, are where errors are reported") {
  const Folder folder;
  folder.write("t.csv", "v, x ,note,\"u\"\r\n\r\n4,0.5,9,+2\r\n 6,1,9,3e0\r\n2,0.25,9,-.5\r\n");
  const Compilation one = compiled(folder, beam);
  REQUIRE_MESSAGE(one.problem, messages(one));
  CHECK(one.problem->evaluation_points == std::vector<double>{0.5, 1, 0.25});
  REQUIRE(one.problem->exact.size() == 1);
  CHECK(one.problem->exact[0].values == std::vector<double>{2, 3, -0.5});

  const Compilation two = compiled(folder, beam.substr(0, beam.find("exact")) + "exact both: v, u from \"t.csv\"");
  REQUIRE_MESSAGE(two.problem, messages(two));
  REQUIRE(two.problem->exact.size() == 2);
  CHECK(two.problem->exact[0].field == 1);
  CHECK(two.problem->exact[0].values == std::vector<double>{4, 6, 2});
  CHECK(two.problem->exact[1].values == std::vector<double>{2, 3, -0.5});
}

TEST_CASE("what a table lacks is said with its line") {
  CHECK(messages_for("") == "E0502 `t.csv` is empty; ");
  CHECK(messages_for("x,u\n") == "E0503 `t.csv` holds no points; ");
  CHECK(messages_for("x,w\n0,1\n") == "E0502 `t.csv` has no column `u`; ");
  CHECK(messages_for("x,u,u\n0,1,1\n") == "E0502 `t.csv` has two columns `u`; ");
  CHECK(messages_for("x,u\n0,1\n\n1,\n") == "E0502 t.csv:4: column `u` holds nothing; ");
  CHECK(messages_for("x,u\n0,inf\n") == "E0502 t.csv:2: column `u` holds \"inf\"; ");
  CHECK(messages_for("x,u\n0,1e999\n") == "E0502 t.csv:2: column `u` holds \"1e999\"; ");
  CHECK(messages_for("x,u\n0,1 2\n") == "E0502 t.csv:2: column `u` holds \"1 2\"; ");
  CHECK(messages_for("x,u\n0,\x1b[2J\n") == "E0502 t.csv:2: column `u` holds \"?[2J\"; ");
  CHECK(messages_for("x,u\n0,1,2\n") == "E0502 t.csv:2: 3 values in a row of 2 columns; ");
  CHECK(messages_for("x,u\n7,1\n8,1\n") == "E0503 none of the 2 points of `t.csv` lies in the domain; ");
  CHECK(messages_for("x,u\n0.5,1\n8,1\n") ==
        "W0610 1 of the 2 points of `t.csv` lie outside the domain and are left out; ");
  CHECK(messages_for("x,u\n1.0000000001,0\n") == "");  // rounded, not outside
}

TEST_CASE("tables with other points, fields given twice, what is no field") {
  const Folder folder;
  folder.write("t.csv", "x,u\n0,1\n");
  folder.write("s.csv", "x,v\n0.5,1\n");
  CHECK(messages(compiled(folder, beam + "exact v from \"s.csv\"")) ==
        "E0502 `s.csv` has other points than the first table; ");
  CHECK(messages(compiled(folder, beam + "exact u = x")) == "E0201 field `u` has two exact solutions; ");
  CHECK(messages(compiled(folder, beam + "exact x from \"t.csv\"")) ==
        "E0203 a table gives the exact values of fields; `x` is none; ");
}

TEST_CASE("`from` is a word of its own only there") {
  const Folder folder;
  folder.write("t.csv", "x,from\n0,1\n");
  const Compilation c = compiled(folder, "domain x in [0, 1]\nfield from\neq from_x = 1\nexact from from \"t.csv\"");
  CHECK_MESSAGE(c.problem, messages(c));
}

TEST_CASE("a check reads the header alone") {
  const Folder folder;
  folder.write("t.csv", "x,u\n0,not a number\n");
  CHECK(messages(compiled(folder, beam, {{}, true})) == "");
  folder.write("t.csv", "x,w\n");
  CHECK(messages(compiled(folder, beam, {{}, true})) == "E0502 `t.csv` has no column `u`; ");
}

TEST_CASE("files outside the folder are not read, by whatever way they are named") {
  const Folder folder, other;
  other.write("t.csv", "x,u\n0,1\n");
  const std::string outside = "E0501 `t.csv` is outside the folder of the problem; ";
  std::filesystem::create_symlink(other.path() / "t.csv", folder.path() / "t.csv");
  CHECK(messages(compiled(folder, beam)) == outside);
  CHECK(messages(compiled(folder, beam, {{other.path()}, false})) == "");
  CHECK(messages(compiled(folder, beam, {{other.path().string() + "/"}, false})) == "");
  const std::string direct = (other.path() / "t.csv").string();
  std::string text = beam;
  text.replace(text.find("t.csv"), 5, direct);
  CHECK(messages(compiled(folder, text)).starts_with("E0501 "));
  CHECK(messages(compiled(folder, text, {{other.path()}, false})) == "");

  std::filesystem::remove(folder.path() / "t.csv");
  CHECK(messages(compiled(folder, beam)) == "E0501 there is no file `t.csv`; ");
  REQUIRE(::mkfifo((folder.path() / "t.csv").c_str(), 0600) == 0);
  CHECK(messages(compiled(folder, beam)) == "E0501 `t.csv` is not a regular file; ");
}

TEST_CASE("the resolved problem with copies of its tables is the same problem, in any folder") {
  const Folder folder, copy;
  folder.write("one/t.csv", "x,u\n0,1\n0.5,2\n");
  folder.write("two/t.csv", "x,v\n0,3\n0.5,4\n");
  folder.write("part.pde", "exact u from \"one/t.csv\"\n");
  const Compilation first =
      compiled(folder, beam.substr(0, beam.find("exact")) + "include \"part.pde\"\nexact v from \"two/t.csv\"  # 2\n");
  REQUIRE_MESSAGE(first.problem, messages(first));
  CHECK(first.resolved.find("exact u from \"data/t.csv\"") != std::string::npos);
  CHECK(first.resolved.find("exact v from \"data/t_2.csv\"") != std::string::npos);
  ansatz::test::copy(first.data_files, copy);
  const Compilation second = compiled(copy, first.resolved);
  REQUIRE_MESSAGE(second.problem, messages(second));
  CHECK(second.resolved == first.resolved);
  CHECK(second.problem->exact[1].values == std::vector<double>{3, 4});
}

TEST_CASE("a text longer than the limit is a diagnostic like any other") {
  const Folder folder;
  folder.write("long.pde", beam + std::string(std::size_t{1} << 20, '\n'));
  const Compilation main = compile_file(folder.path() / "long.pde", {});
  REQUIRE(!main.diagnostics.empty());
  CHECK(main.diagnostics[0].code == Code::too_large);
  const Compilation included = compiled(folder, "include \"long.pde\"\n");
  REQUIRE(!included.diagnostics.empty());
  CHECK(included.diagnostics[0].code == Code::too_large);
}

// `data` blocks: what reaches the problem, what they determine, and what is wrong with some.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "compiled.hpp"
#include "data_files.hpp"
#include "test_scope.hpp"

using namespace ansatz;
using namespace ansatz::dsl;
using ansatz::test::Folder;
using ansatz::test::messages;

namespace {

const std::string decay = "time t in [0, 1]\nfield u, v\nunknown k = 1\neq u_t = -k*u, v = 2*u\nexact k = 1.7\n";

/// A folder with the table of the tests: u = 1, 2, ..., 10 at t = 0.1, 0.2, ..., 1.
const Folder& folder() {
  static const Folder made;
  if (!std::filesystem::exists(made.path() / "obs.csv")) {
    std::string table = "t,u,w\n";
    for (int i = 1; i <= 10; ++i) table += fmt::format("{},{},0\n", 0.1 * i, i);
    made.write("obs.csv", table);
  }
  return made;
}

Compilation compiled(const std::string& more, const std::vector<Override>& overrides = {}, bool headers_only = false) {
  return compile_text("test.pde", decay + more, folder().path(), overrides, {{}, headers_only});
}
std::string messages_for(const std::string& more) { return messages(compiled(more)); }

const std::string obs = "data obs { file = \"obs.csv\"; columns = [u, t]; points = 4 }\n";

}  // namespace

TEST_CASE("data are a fit at their own points, with the weight of their kind or their name") {
  const Compilation c = compiled(obs + "loss { data = 3 }\nsample { eq = 30; at = obs }\n");
  REQUIRE_MESSAGE(c.problem, messages(c));
  CHECK(messages(c) == "");  // no initial condition is missing
  REQUIRE(c.problem->conditions.size() == 2);
  const Condition& condition = c.problem->conditions[1];
  CHECK(condition.name == "obs");
  CHECK(condition.kind == ConditionKind::fit);
  CHECK(condition.weight == 3);
  CHECK(c.problem->sampling.at == std::size_t{1});
  REQUIRE(condition.data);
  CHECK(condition.data->count == 4);
  for (std::size_t p = 0; p < 4; ++p)
    CHECK(condition.data->values[0][p] == doctest::Approx(10 * condition.data->points[p]));
  CHECK(compiled(obs + "loss { data = 3; obs = 7 }\n").problem->conditions[1].weight == 7);
}

TEST_CASE("the seed draws points and noise; the command line reaches the settings") {
  const auto data = [](const std::vector<Override>& overrides) {
    return *compiled(obs, overrides).problem->conditions[1].data;
  };
  CHECK(data({}).points == data({}).points);
  CHECK(data({}).points != data({{"compute.seed", "1"}}).points);
  CHECK(data({{"data.noise", "0.1"}}).values != data({}).values);
  CHECK(data({{"data.noise", "0.1"}}).points == data({}).points);
  CHECK(data({{"data.obs.points", "7"}}).count == 7);
}

TEST_CASE("several data, with and without a name; the resolved problem has them all") {
  const Compilation first = compiled(obs +
                                     "data { file = \"obs.csv\"; columns = [t, u] }\ndata { file = \"obs.csv\"; "
                                     "columns = [t, u]; noise = 0.5 }\n");
  REQUIRE_MESSAGE(first.problem, messages(first));
  CHECK(first.problem->conditions[2].name == "data");
  CHECK(first.problem->conditions[3].name == "data2");
  CHECK(first.data_files.size() == 1);
  const Folder copy;
  ansatz::test::copy(first.data_files, copy);
  const Compilation second = compile_text("test.pde", first.resolved, copy.path(), {});
  REQUIRE_MESSAGE(second.problem, messages(second));
  CHECK(second.resolved == first.resolved);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(second.problem->conditions[i].data->points == first.problem->conditions[i].data->points);
    CHECK(second.problem->conditions[i].data->values == first.problem->conditions[i].data->values);
  }
}

TEST_CASE("what is wrong with data is said at its place") {
  CHECK(messages_for("data obs { points = 3 }\n") == "E0205 `data obs` names no file; ");
  CHECK(messages_for("data obs { file = \"obs.csv\" }\n") == "E0502 `obs.csv` has no column `v`; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = [u] }\n") ==
        "E0502 the columns lack the coordinate `t`; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = [t] }\n") ==
        "E0502 the columns lack a field: nothing is measured; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = [t, w] }\n") ==
        "E0203 `w` is neither a coordinate nor a field; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = [t, u, t] }\n") == "E0201 `t` is named twice; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = [t, u]; points = 11 }\n") ==
        "E0304 `points` is 11, and `obs.csv` has 10 in the domain; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = t }\n") ==
        "E0502 the columns lack a field: nothing is measured; ");
  CHECK(messages_for("data obs { file = \"obs.csv\"; columns = 3 }\n").starts_with("E0304 `columns` must be a list"));
  CHECK(messages_for(obs + obs).starts_with("E0201 `obs` is already the name of a condition"));
  CHECK(messages_for(obs + "eq obs: v_t = 0\n").starts_with("E0201 `obs` is already the name of a condition"));
  CHECK(messages_for(obs + "sample { at = obx }\n") == "E0206 there are no data `obx`; ");
  CHECK(messages_for(obs + "sample { at = 3 }\n") == "E0304 `at` must be the name of a `data` block; ");
  CHECK(messages_for(obs + "loss { obx = 3 }\n").starts_with("E0206"));
}

TEST_CASE("data determine the fields that they measure, and no others") {
  const std::string free = "time t in [0, 1]\nfield u, w\n";
  const auto wrong = [&](const std::string& text) {
    return messages(compile_text("test.pde", free + text, folder().path(), {}));
  };
  CHECK(wrong("data { file = \"obs.csv\"; columns = [t, u] }\n") == "E0401 nothing determines field `w`; ");
  CHECK(wrong("data { file = \"obs.csv\" }\n") == "");
  CHECK(wrong("data { file = \"obs.csv\" }\neq w_t = u\n") == "");
}

TEST_CASE("a check of data reads the header alone") {
  CHECK(messages(compiled("data obs { file = \"obs.csv\"; columns = [t, u]; points = 11 }\n", {}, true)) == "");
  CHECK(messages(compiled("data obs { file = \"obs.csv\"; columns = [t, v] }\n", {}, true)) ==
        "E0502 `obs.csv` has no column `v`; ");
}

TEST_CASE("data hold derivatives and what an expression says, and points count by their deviations") {
  const auto residuals = [](const Compilation& c) {
    REQUIRE_MESSAGE(c.problem, messages(c));
    const Condition& condition = c.problem->conditions.back();
    // u = t^2, v = 3 t at t = 0.5; what was measured is 0.5, and what stands behind it 1.5.
    const ansatz::test::GivenFields scope(
        1, {[](ad::Expr at) { return at[0] * at[0]; }, [](ad::Expr at) { return 3.0 * at[0]; }}, {2.0});
    std::vector<double> values;
    for (const auto& row : scope.evaluate(condition.residuals(scope), {{0.5}})) values.push_back(row[0]);
    return values;
  };
  const Folder folder;
  folder.write("obs.csv", "t,u_t,q,q_sd\n0.2,1,2,0.1\n0.4,2,3,0.2\n0.6,3,4,0.2\n");
  const auto with = [&](const std::string& data) {
    return compile_text("test.pde", decay + data + "\n", folder.path(), {});
  };
  CHECK(residuals(with("data obs { file = \"obs.csv\"; columns = [t, u_t] }")) == std::vector<double>{1 - 0.5});
  CHECK(residuals(with("data q { file = \"obs.csv\"; value = -k*u_t + v }")) == std::vector<double>{-2 + 1.5 - 0.5});
  const Compilation weighed = with("data obs { file = \"obs.csv\"; columns = [t, q]; value = 2*u; deviations = q_sd }");
  CHECK(residuals(weighed) == std::vector<double>{(0.5 - 0.5) * 1.5});
  const Measurements& data = *weighed.problem->conditions.back().data;
  REQUIRE(data.values.size() == 2);
  double squares = 0;
  for (std::size_t p = 0; p < 3; ++p) {
    squares += data.values[1][p] * data.values[1][p] / 3;
    CHECK(data.values[1][p] * (data.points[p] < 0.3 ? 0.1 : 0.2) == doctest::Approx(std::sqrt(1 / 50.0)));
  }
  CHECK(squares == doctest::Approx(1));  // together they count as much as without
  CHECK(weighed.problem->conditions.back().fields.empty());
  CHECK(messages(
            with("data obs { file = \"obs.csv\"; columns = [t, q]; value = -k*u_t; noise = 0.5; deviations = q_sd }"))
            .empty());
}

TEST_CASE("beside data too few initial conditions are a warning, of a field that they measure nothing at all") {
  const std::string swing = "time t in [0, 1]\nfield a, b\neq a_t = b, b_t = -a\n";
  const Folder folder;
  folder.write("a.csv", "t,a\n0.1,1\n");
  const auto with = [&](const std::string& more) {
    return messages(compile_text("test.pde", swing + more, folder.path(), {}));
  };
  CHECK(with("ic a = 1\n").starts_with("E0402 `b` is first order in time"));
  CHECK(with("data seen { file = \"a.csv\"; columns = [t, a] }\n") ==
        "W0614 `b` is first order in time but has no initial conditions; data may determine it; ");
  CHECK(with("data seen { file = \"a.csv\"; columns = [t, a]; }\nic b = 0\n").empty());
}

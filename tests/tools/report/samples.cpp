// Data by formulas, so that whoever reads a page knows what must be there.
#include "report/samples.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "report/descriptions.hpp"

namespace ansatz::test {
namespace {

using std::numbers::pi;

/// Something like the front that steepens in Burgers' equation.
double front(double t, double x) {
  return -std::sin(pi * x) * (1 - t) - t * (x > 0 ? 1 - x : -1 - x) * std::tanh(30 * std::abs(x));
}

report::Drawing domain_figure() {
  const auto spread = [](int i, double by) { return std::fmod(0.5 + i * by, 1.0); };
  return drawing("", "The domain with its conditions and every twentieth point of the first sample.",
                 {panel("", axis("t"), axis("x"),
                        {outline("domain", {0, 1, 1, 0}, {-1, -1, 1, 1}),
                         points("eq burgers", list(120, [&](int i) { return spread(i, 0.7548776662); }),
                                list(120, [&](int i) { return -1 + 2 * spread(i, 0.5698402910); })),
                         points("ic start", list(20, [](int) { return 0; }),
                                list(20, [](int i) { return -0.95 + 0.1 * i; }), "square"),
                         points("bc walls", list(20, [](int i) { return 0.025 + 0.05 * i; }),
                                list(20, [](int i) { return i % 2 == 0 ? 1 : -1; }), "triangle")},
                        true)});
}

report::Drawing history_figure() {
  const auto step = [](int i) { return 25 * i; };
  const auto decay = [](double rate, double bump) {
    return [=](int i) { return 0.8 * std::exp(-rate * i) + 2e-6 * (2 + std::sin(bump * i)); };
  };
  const auto all = decay(0.03, 1.3);
  Json total = line("total", list(400, step), list(400, all));
  total["lower"] = list(400, [&](int i) { return 0.7 * all(i); });
  total["upper"] = list(400, [&](int i) { return 1.4 * all(i); });
  return drawing("Loss", "Mean squares by term; the band spans three seeds.",
                 {panel("", axis("step"), axis("loss", "log"),
                        {total, line("eq burgers", list(400, step), list(400, decay(0.035, 0.7))),
                         line("ic start", list(400, step), list(400, decay(0.06, 0.4)), "dashed"),
                         line("bc walls", list(400, step), list(400, decay(0.08, 0.9)), "dotted"),
                         reference("L-BFGS", true, 7500)})});
}

report::Drawing slices_figure() {
  std::vector<Json> panels;
  for (const double t : {0.25, 0.5, 0.75}) {
    const auto x = [](int i) { return -1 + 0.01 * i; };
    panels.push_back(panel(fmt::format("t = {}", t), axis("x"), axis("u"),
                           {line("network", list(201, x), list(201, [&](int i) { return front(t, x(i)); })),
                            points("exact", list(21, [](int i) { return -1 + 0.1 * i; }),
                                   list(21, [&](int i) { return front(t, -1 + 0.1 * i); }), "ring")}));
  }
  return drawing("Slices", "The solution at three times.", panels);
}

report::Drawing flow_figure() {
  const auto a = [](int i) { return 0.05 + 0.1 * (i % 10); };
  const auto b = [](int i) { return 0.05 + 0.1 * (i / 10); };
  const Json arrows{{"kind", "arrows"},
                    {"label", "(u, v)"},
                    {"x", list(100, a)},
                    {"y", list(100, b)},
                    {"u", list(100, [&](int i) { return 0.5 - b(i); })},
                    {"v", list(100, [&](int i) { return a(i) - 0.5; })},
                    {"colour", "automatic"}};
  Json lines = Json::array();
  for (const double r : {0.1, 0.2, 0.3, 0.4})
    lines.push_back({{"x", list(61, [&](int i) { return 0.5 + r * std::cos(i * pi / 30); })},
                     {"y", list(61, [&](int i) { return 0.5 + r * std::sin(i * pi / 30); })}});
  const Json stream{{"kind", "streamlines"}, {"label", "streamlines"}, {"lines", lines}, {"colour", "first"}};
  return drawing("Flow", "Velocity and streamlines of a vortex.",
                 {panel("velocity", axis("x", "linear", "m"), axis("y", "linear", "m"), {arrows}, true),
                  panel("streamlines", axis("x", "linear", "m"), axis("y", "linear", "m"),
                        {stream, outline("", {0, 1, 1, 0}, {0, 0, 1, 1})}, true)});
}

report::Drawing solution_figure() {
  Json error = heat_map("sequential", 60, 60,
                        [](double t, double y) { return 1e-6 + 1e-3 * std::exp(-60 * std::pow(2 * y - 1, 2)) * t; });
  error["label"] = "|u − exact|";
  error["scale"] = "log";
  return drawing("", "The network over space and time, and where it is off.",
                 {panel("u", axis("t"), axis("x"),
                        {heat_map("diverging", 80, 80, [](double t, double y) { return front(t, 2 * y - 1); })}),
                  panel("error", axis("t"), axis("x"), {error})});
}

std::vector<report::Statement> burgers_statements() {
  return {{"param", "nu", R"(\nu = \dfrac{0.01}{\pi})", R"(\in [10^{-3}, 1])", 3, 3},
          {"domain", "x", R"(x \in [-1, 1])", "", 4, 4},
          {"time", "t", R"(t \in [0, 1])", "", 5, 5},
          {"field", "u", R"(u = u(x, t))", "", 6, 6},
          {"eq", "burgers", R"(u_{t} + u\,u_{x} = \nu\,u_{xx})", "", 8, 8},
          {"ic", "start", R"(u = -\sin(\pi\,x))", R"(\text{at } t = 0)", 9, 9},
          {"bc", "walls", R"(u = 0)", R"(\text{on } x = -1,\; x = 1)", 10, 11}};
}

constexpr const char* burgers_source = R"(title "Burgers' equation: a front steepens"

param nu = 0.01/pi in [1e-3, 1]
domain x in [-1, 1]
time   t in [0, 1]
field  u

eq burgers: u_t + u*u_x = nu*u_xx
ic start:   u = -sin(pi*x)
bc walls:   u = 0
  on x = -1, x = 1

network { hidden = [20]*5; activation = tanh }
sample  { eq = 10_000; initial = 200; boundary = 200 }
train adam  { lr = 1e-3; steps = 7500 }
train lbfgs { steps = 2500 }
)";

}  // namespace

report::Report sample_report() {
  return {.title = "Burgers' equation: a front steepens",
          .subtitle = "burgers.pde, run of 28 November 2026",
          .verdict = "Trained to the end: the relative error in L² is 4.1×10⁻⁴ after 10,000 steps in 3 min 12 s.",
          .statements = burgers_statements(),
          .source = burgers_source,
          .sections = {{"Domain", {domain_figure()}, {}},
                       {"Solution",
                        {solution_figure(), slices_figure(), flow_figure()},
                        {{"Errors",
                          {"field", "norm", "absolute", "relative"},
                          {{"u", "L2", "2.52e-4", "4.11e-4"}, {"u", "L∞", "3.80e-3", "3.80e-3"}}}}},
                       {"Training",
                        {history_figure()},
                        {{"Loss by term",
                          {"term", "weight", "first", "last"},
                          {{"eq burgers", "1", "0.214", "1.7e-6"},
                           {"ic start", "10", "0.501", "2.2e-7"},
                           {"bc walls", "1", "0.032", "8.9e-8"}}}}}},
          .facts = {{"Run",
                     {{"steps", "10,000"}, {"wall time", "3 min 12 s"}, {"seed", "1"}, {"stopped", "all steps done"}}},
                    {"Environment",
                     {{"version", "0.2.1"}, {"processor", "AMD EPYC 7B13, 2 threads"}, {"instructions", "AVX2"}}},
                    {"Files",
                     {{"problem", "burgers.pde"},
                      {"hash", "5f1d9c0e2b7a4b6e8f60c1d2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6"}}}},
          .citations = {{"physics-informed networks",
                         "M. Raissi, P. Perdikaris, G. E. Karniadakis: Physics-informed neural networks. Journal of "
                         "Computational Physics 378 (2019), 686–707.",
                         ""},
                        {"L-BFGS",
                         "D. C. Liu, J. Nocedal: On the limited memory BFGS method for large scale optimization. "
                         "Mathematical Programming 45 (1989), 503–528.",
                         "@misc{liu1989,\n  year = {1989}\n}\n"}}};
}

report::Report packed_report() {
  constexpr double radius = 0.8;
  figures::HeatMap map{.label = "x + 10 y", .cut = true};
  figures::Outline rim;
  figures::Arrows arrows{.x = {0.1}, .y = {0.1}, .u = {3}, .v = {4}, .same_length = true, .colour = figures::Role::ink};
  for (int k = 0; k <= 10; ++k) map.x_edges.push_back(-1 + 0.2 * k), map.y_edges.push_back(-1 + 0.2 * k);
  for (int k = 0; k < 100; ++k) {
    const double x = -0.9 + 0.2 * (k % 10), y = -0.9 + 0.2 * (k / 10);
    map.values.push_back(x + 10 * y);
    map.outside.push_back(std::hypot(std::abs(x) - 0.1, std::abs(y) - 0.1) > radius);
  }
  for (int k = 0; k < 360; ++k) {
    rim.rims.resize(1);
    rim.rims[0].x.push_back(radius * std::cos(k * pi / 180));
    rim.rims[0].y.push_back(radius * std::sin(k * pi / 180));
  }
  figures::Figure figure;
  figure.panels.push_back({.title = "cut", .same_scale = true, .layers = {map, rim, arrows}});
  const figures::Line left{.label = "u", .x = {-1, -0.5}, .y = {1, 2}, .colour = figures::Role::first};
  const figures::Line right{.x = {0.5, 1}, .y = {3, 4}, .colour = figures::Role::first};
  figure.panels.push_back({.title = "hole", .layers = {left, right}});
  map.values.assign(100, std::numeric_limits<double>::infinity());
  figure.panels.push_back({.title = "bare", .layers = {map, rim}});
  report::Report report;
  report.title = "Packed";
  report.verdict = "`eq` holds.";
  report.sections = {{"Figures", {{"Packed", "", figures::figure_to_json(figure, figures::Values::packed)}}, {}}};
  std::vector<report::Cell> cells;
  report::Table wide{"Wide", {}, {}};
  for (int k = 0; k < 14; ++k) {
    wide.headings.push_back(fmt::format("won against {}", k));
    cells.emplace_back(k == 0 ? "a configuration with a rather long name, activation = tanh" : "5 of 5; 0.062 (1)");
  }
  wide.rows.push_back(cells);
  report.sections.push_back({"Tables", {}, {wide}});
  return report;
}

report::Report hostile_report() {
  const std::string script = "<script>alert(1)</script>", quotes = "\"'&<b onmouseover=alert(2)>",
                    ends = "</script><!--</title></style>", arabic = "معادلة \u202e الحرارة",
                    line_end = "a\u2028b\u2029c",
                    all = script + quotes + ends + arabic + line_end + std::string(300, 'W');
  const Json x{0, 1, 2}, y{1, 3, 2};
  Json map = heat_map("sequential", 2, 2, [](double t, double) { return t; });
  map["label"] = all;
  return {
      .title = script + " " + quotes + " " + ends + " " + arabic,
      .subtitle = all,
      .verdict = all,
      .statements = {{"eq", all, R"(u = \text{<script>alert(3)</script>})", R"(\href{javascript:alert(4)}{x})", 1, 2},
                     {all, "", R"(\notacommand{)", all}},
      .source = all + "\n" + script + "\n\t# " + quotes,
      .sections = {{all,
                    {drawing(all, all,
                             {panel(all, axis(all), axis(all),
                                    {line(all, x, y), points(script, x, y), reference(quotes, false, 2)}),
                              panel(ends, axis(ends), axis(arabic), {map})},
                             {all})},
                    {{all, {all, quotes}, {{script, ends}, {arabic, line_end}}}}}},
      .facts = {{all, {{all, all}}}},
      .citations = {{all, all, all}}};
}

report::Report large_report() {
  report::Report report{.title = "Forty figures",
                        .subtitle = "",
                        .verdict = "",
                        .statements = {},
                        .source = "",
                        .sections = {{"Figures", {}, {}}},
                        .facts = {},
                        .citations = {}};
  auto& figures = report.sections[0].figures;
  const int many = 100'000;
  figures.push_back(drawing("Long", "A line of 100,000 points.",
                            {panel("", axis("step"), axis("loss", "log"),
                                   {line("loss", list(many, [](int i) { return i; }), list(many, [](int i) {
                                           return std::exp(-1e-4 * i) * (1.1 + std::sin(0.37 * i * i));
                                         }))})}));
  const Json broken{1, "NaN", 3, "Infinity", 2, "-Infinity", 4};
  Json map = heat_map("sequential", 3, 3, [](double t, double x) { return t + x; });
  map["values"][4] = "NaN";
  map["outside"] = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  figures.push_back(drawing(
      "Broken", "Values that are not finite.",
      {panel("", axis("x"), axis("y"),
             {line("line", list(7, [](int i) { return i; }), broken), points("points", broken, broken)}),
       panel("", axis("x"), axis("y"), {map}), panel("", axis("x"), axis("y"), {line("none", {"NaN"}, {"NaN"})})}));
  figures.push_back(drawing("Nothing", "A panel without layers.", {panel("", axis("x"), axis("y"), {})}));
  for (int k = 3; k < 40; ++k)
    figures.push_back(drawing(
        fmt::format("Figure {}", k), "",
        {panel("", axis("x"), axis("y"), {line("wave", list(200, [](int i) { return 0.01 * i; }), list(200, [&](int i) {
                                                 return std::sin(0.01 * i * k);
                                               }))})}));
  return report;
}

}  // namespace ansatz::test

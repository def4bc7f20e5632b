// Writes a function: one loop or one line for each operation, in the order of the nodes.
//
// Elementwise operations that follow one another on as many rows share a loop, the open one. Where values stand:
// values.hpp; how an elementwise operation reads: formulas.hpp.
#include "ansatz/autodiff/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "graph/structural.hpp"
#include "source/formulas.hpp"
#include "source/values.hpp"

namespace ansatz::ad {
namespace {

void require_scalar(Expr output) {
  if (output.shape().size() != 1)
    throw UserError(
        fmt::format("source: an output is a scalar at each point, not a {}", describe(output.graph(), output.shape())));
}

void require_known(Expr point, const std::vector<std::uint32_t>& nodes) {
  const Graph& graph = point.graph();
  for (const std::uint32_t id : nodes) {
    const Node& node = graph.node(id);
    if (node.op == Op::input && id != point.id())
      throw UserError(fmt::format("source: the formula depends on `{}`, which is no coordinate of the point",
                                  graph.leaf(node.leaf).name));
    if (form_of<UserFunction>(node.op) == nullptr || !node.shape.on_axis()) continue;
    if (const Elementwise& function = *function_of(Expr(point.graph(), id)); function.source().empty())
      throw UserError(
          fmt::format("source: `{}` is a function of the program's own, whose text is not known", function.name()));
  }
}

class SourceWriter {
 public:
  SourceWriter(Expr point, std::vector<std::uint32_t> nodes, std::span<const Expr> outputs)
      : graph_(point.graph()), point_(point.id()), nodes_(std::move(nodes)), values_(point, nodes_, outputs) {}

  std::string write(std::string_view name, std::span<const Expr> outputs) {
    for (const std::uint32_t id : nodes_)
      if (values_.varies(id) && id != point_) add(id);
    close_loop();
    std::string text = fmt::format("inline void {}(const double* point, double* values) {{\n", name);
    text += lists_ + values_.declarations() + body_;
    for (std::size_t k = 0; k < outputs.size(); ++k)
      text += fmt::format("  values[{}] = {};\n", k, values_.access(outputs[k].id(), "", 0));
    return text + "  static_cast<void>(point);\n}\n";
  }

 private:
  std::uint32_t rows(std::uint32_t id) const { return values_.rows(id); }

  void add(std::uint32_t id) {
    const Node node = graph_.node(id);
    values_.begin(id);
    if (values_.is_name(id)) return;
    if (info(node.op).elementwise || form_of<Choice>(node.op) != nullptr || form_of<UserFunction>(node.op) != nullptr)
      add_elementwise(id, node);
    else
      add_structural(id, node);
    values_.release_operands(id);
  }

  void add_elementwise(std::uint32_t id, const Node& node) {
    const std::string index = node.shape.rows == 1 ? "" : "i";
    const auto operands = graph_.operands(id);
    const auto operand = [&](std::size_t k) {
      const std::uint32_t of = operands[std::min(k, operands.size() - 1)];
      return values_.access(of, rows(of) == 1 ? "" : index, 0);
    };
    std::string value;
    if (form_of<Choice>(node.op) != nullptr) {
      value = fmt::format("({} != 0.0 ? {} : {})", operand(0), operand(1), operand(2));
    } else if (const UserFunction* form = form_of<UserFunction>(node.op)) {
      value = add_function(form->number(graph_.attributes(id))) + "(";
      for (std::size_t k = 0; k < operands.size(); ++k) value += (k == 0 ? "" : ", ") + operand(k);
      value += ")";
    } else {
      value = source_formula(node.op, operand(0), operand(1));
    }
    if (node.shape.rows == 1) return define(id, value);
    if (loop_rows_ != node.shape.rows || reads_ahead(operands)) {
      close_loop();
      loop_rows_ = node.shape.rows;
    }
    in_loop_.insert(id);
    loop_ += fmt::format("    {}[i] = {};\n", values_.array(id), value);
  }

  /// Writes the function's text before all else, once; returns its name.
  std::string add_function(std::uint32_t number) {
    const std::string name = fmt::format("f{}", number);
    if (functions_.insert(number).second)
      lists_ += fmt::format("  const auto {} = {};\n", name, graph_.functions()[number].source());
    return name;
  }

  /// Whether an operand is rows of the open loop at another place than their own.
  bool reads_ahead(std::span<const std::uint32_t> operands) const {
    return std::any_of(operands.begin(), operands.end(),
                       [&](std::uint32_t id) { return values_.is_name(id) && in_loop_.count(values_.named(id)) != 0; });
  }

  void close_loop() {
    values_.reuse();
    if (loop_rows_ == 0) return;
    body_ += fmt::format("  for (int i = 0; i < {}; ++i) {{\n{}  }}\n", loop_rows_, loop_);
    loop_.clear();
    in_loop_.clear();
    loop_rows_ = 0;
  }

  void define(std::uint32_t id, const std::string& value) {
    close_loop();
    body_ += fmt::format("  const double t{} = {};\n", id, value);
  }

  void add_structural(std::uint32_t id, const Node& node) {
    close_loop();
    const auto operands = graph_.operands(id);
    const std::string row = node.shape.rows == 1 ? "" : "i";
    if (form_of<MatrixProduct>(node.op) != nullptr) {
      const std::uint32_t inner = graph_.node(operands[0]).shape.cols;
      const std::string at = row.empty() ? "k" : fmt::format("i*{} + k", inner);
      sum(id, row, inner,
          fmt::format("{} * {}", values_.access(operands[0], at, 0),
                      values_.access(operands[1], inner == 1 ? "" : "k", 0)));
    } else if (form_of<RowSum>(node.op) != nullptr) {
      sum(id, row, rows(operands[0]), values_.access(operands[0], "k", 0));
    } else if (const RowsWithin* form = form_of<RowsWithin>(node.op)) {
      copy(id, operands, form->first_row(graph_.attributes(id)));
    } else if (form_of<RowsBelow>(node.op) != nullptr) {
      copy(id, operands, 0);
    } else if (const WindowProduct* windows = form_of<WindowProduct>(node.op)) {
      add_windows(id, operands, *windows);
    } else if (const WindowMaximum* maximum = form_of<WindowMaximum>(node.op)) {
      add_maximum(id, operands, *maximum);
    } else {
      throw UserError(fmt::format("source: the operation `{}` cannot be written for one point", info(node.op).name));
    }
  }

  void sum(std::uint32_t id, const std::string& row, std::uint32_t terms, const std::string& term) {
    const std::string loop = fmt::format("for (int k = 0; k < {}; ++k) sum += {};", terms, term);
    if (row.empty())
      body_ +=
          fmt::format("  double t{0} = 0.0;\n  {{\n    double sum = 0.0;\n    {1}\n    t{0} = sum;\n  }}\n", id, loop);
    else
      body_ += fmt::format("  for (int i = 0; i < {}; ++i) {{\n    double sum = 0.0;\n    {}\n    {}[i] = sum;\n  }}\n",
                           rows(id), loop, values_.array(id));
  }

  /// Rows of the operands below each other from `first` on, zeros elsewhere.
  void copy(std::uint32_t id, std::span<const std::uint32_t> operands, std::uint32_t first) {
    const std::string to = values_.array(id);
    std::uint32_t next = 0;
    const auto zeros = [&](std::uint32_t end) {
      for (; next < end; ++next) body_ += fmt::format("  {}[{}] = 0.0;\n", to, next);
    };
    zeros(first);
    for (const std::uint32_t operand : operands) {
      const std::uint32_t count = rows(operand);
      if (count == 1)
        body_ += fmt::format("  {}[{}] = {};\n", to, next, values_.access(operand, "", 0));
      else
        body_ += fmt::format("  for (int i = 0; i < {}; ++i) {} = {};\n", count, SourceValues::element(to, "i", next),
                             values_.access(operand, "i", 0));
      next += count;
    }
    zeros(rows(id));
  }

  /// The rows that each window reads as a list, -1 for a zero of padding; returns its name.
  std::string add_list(std::uint32_t id, const Windows& windows) {
    lists_ += fmt::format("  static constexpr int w{}[] = {{", id);
    for (std::size_t i = 0; i < windows.rows.size(); ++i)
      lists_ += fmt::format("{}{}",
                            i == 0        ? ""
                            : i % 16 == 0 ? ",\n      "
                                          : ", ",
                            windows.rows[i] == Windows::zeros ? -1 : static_cast<std::int64_t>(windows.rows[i]));
    lists_ += "};\n";
    return fmt::format("w{}", id);
  }

  /// Row `index` of a value that is being computed, which is declared here if it is a single one.
  std::string target(std::uint32_t id, const std::string& index) {
    if (rows(id) > 1) return SourceValues::element(values_.array(id), index, 0);
    body_ += fmt::format("  double t{} = 0.0;\n", id);
    return fmt::format("t{}", id);
  }

  std::string at(std::uint32_t id, const std::string& index) const {
    return values_.access(id, rows(id) == 1 ? "" : index, 0);
  }

  void add_windows(std::uint32_t id, std::span<const std::uint32_t> operands, const WindowProduct& form) {
    const Windows windows = form.windows(graph_.attributes(id));
    const std::uint32_t count = windows.count(), size = windows.size;
    const std::string list = add_list(id, windows), y = target(id, fmt::format("o*{} + q", count));
    const std::string weight = operands.size() > 1
                                   ? values_.access(operands[1], fmt::format("o*{} + k", size), 0)
                                   : source_of(form.weight == nullptr ? 1.0 : form.weight(graph_.attributes(id)));
    body_ += fmt::format(
        "  for (int o = 0; o < {}; ++o)\n    for (int q = 0; q < {}; ++q) {{\n      double sum = 0.0;\n"
        "      for (int k = 0; k < {}; ++k) {{\n        const int row = {}[q*{} + k];\n"
        "        if (row >= 0) sum += {} * {};\n      }}\n      {} = sum;\n    }}\n",
        rows(id) / count, count, size, list, size, weight, at(operands[0], "row"), y);
  }

  void add_maximum(std::uint32_t id, std::span<const std::uint32_t> operands, const WindowMaximum& form) {
    const Windows windows = form.windows(graph_.attributes(id));
    const bool spreads = form.value == WindowMaximum::Value::spread;
    const std::string list = add_list(id, windows), y = target(id, spreads ? "largest" : "q");
    if (spreads && rows(id) > 1)
      body_ += fmt::format("  for (int i = 0; i < {}; ++i) {}[i] = 0.0;\n", rows(id), values_.array(id));
    body_ += fmt::format(
        "  for (int q = 0; q < {0}; ++q) {{\n    int largest = -1;\n    for (int k = 0; k < {1}; ++k) {{\n"
        "      const int row = {2}[q*{1} + k];\n"
        "      if (row >= 0 && (largest < 0 || {3} > {4} || {3} != {3})) largest = row;\n    }}\n    {5} {6} {7};\n  "
        "}}\n",
        windows.count(), windows.size, list, at(operands[0], "row"), at(operands[0], "largest"), y,
        spreads ? "+=" : "=", at(operands.back(), spreads ? "q" : "largest"));
  }

  Graph& graph_;
  std::uint32_t point_;
  std::vector<std::uint32_t> nodes_;
  SourceValues values_;
  std::set<std::uint32_t> in_loop_, functions_;
  std::string lists_, body_, loop_;
  std::uint32_t loop_rows_ = 0;  // of the open loop; 0: none
};

}  // namespace

std::string source_of(std::string_view name, Expr point, std::span<const Expr> outputs) {
  std::vector<std::uint32_t> nodes = reachable(outputs, {&point, 1});
  require_known(point, nodes);
  for (const Expr output : outputs) require_scalar(output);
  return SourceWriter(point, std::move(nodes), outputs).write(name, outputs);
}

}  // namespace ansatz::ad

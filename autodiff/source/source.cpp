#include "ansatz/autodiff/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "ansatz/autodiff/elementwise.hpp"
#include "ansatz/autodiff/error.hpp"
#include "ansatz/autodiff/program.hpp"
#include "graph/structural.hpp"

namespace ansatz::ad {
namespace {

/// The formula of an elementwise operation; its operands are called x, or a and b.
std::string_view formula(Op op) {
  switch (op) {
#define ANSATZ_UNARY(name, value, partial, doc) \
  case Op::name: {                              \
    return #value;                              \
  }
#define ANSATZ_BINARY(name, value, partial_a, partial_b, doc) \
  case Op::name: {                                            \
    return #value;                                            \
  }
#include "ansatz/autodiff/elementwise.def"
#undef ANSATZ_UNARY
#undef ANSATZ_BINARY
    default: throw InternalFault("no elementwise operation");
  }
}

bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// The formula with its operands written in; other words are functions and numbers.
std::string instance(std::string_view text, const std::string& a, const std::string& b) {
  std::string result = "(";
  for (std::size_t i = 0; i < text.size();) {
    if (!of_word(text[i])) {
      result += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && of_word(text[end])) ++end;
    const std::string_view word = text.substr(i, end - i);
    result += word == "x" || word == "a" ? a : word == "b" ? b : std::string(word);
    i = end;
  }
  return result + ")";
}

class SourceWriter {
 public:
  SourceWriter(Expr point, std::span<const Expr> outputs)
      : graph_(point.graph()), point_(point), nodes_(reachable(outputs, {&point, 1})) {
    require_known();
    for (const Expr output : outputs) require_scalar(output);
    fold(outputs);
    for (const std::uint32_t id : nodes_)
      if (varies(id)) {
        for (const std::uint32_t operand : graph_.operands(id)) last_use_[operand] = id;
      }
    for (const Expr output : outputs) last_use_[output.id()] = graph_.size();
  }

  std::string write(std::string_view name, std::span<const Expr> outputs) {
    for (const std::uint32_t id : nodes_)
      if (varies(id) && id != point_.id()) add(id);
    close_loop();
    std::string text = fmt::format("inline void {}(const double* point, double* values) {{\n", name);
    for (const auto& [id, values] : numbers_) text += array_of(id, values);
    for (std::size_t slot = 0; slot < slots_.size(); ++slot)
      text += fmt::format("  double v{}[{}];\n", slot, slots_[slot]);
    text += body_;
    for (std::size_t k = 0; k < outputs.size(); ++k)
      text += fmt::format("  values[{}] = {};\n", k, access(outputs[k].id(), "", 0));
    return text + "  static_cast<void>(point);\n}\n";
  }

 private:
  /// Rows of another value under another name.
  bool is_name(std::uint32_t id) const { return varies(id) && form_of<RowsOf>(graph_.node(id).op) != nullptr; }
  bool varies(std::uint32_t id) const { return graph_.node(id).shape.on_axis(); }
  std::uint32_t rows(std::uint32_t id) const { return graph_.node(id).shape.rows; }

  void require_known() const {
    for (const std::uint32_t id : nodes_) {
      const Node& node = graph_.node(id);
      if (node.op == Op::input && id != point_.id())
        throw UserError(fmt::format("source: the formula depends on `{}`, which is no coordinate of the point",
                                    graph_.leaf(node.leaf).name));
      if (const UserFunction* form = form_of<UserFunction>(node.op); form != nullptr && varies(id))
        throw UserError(fmt::format("source: `{}` is a function of the program's own, whose text is not known",
                                    graph_.functions()[form->number(graph_.attributes(id))].name()));
    }
  }

  void require_scalar(Expr output) const {
    if (output.shape().size() != 1)
      throw UserError(
          fmt::format("source: an output is a scalar at each point, not a {}", describe(graph_, output.shape())));
  }

  /// Computes what does not vary and is spoken of by what does.
  void fold(std::span<const Expr> outputs) {
    std::set<std::uint32_t> wanted;
    for (const std::uint32_t id : nodes_)
      if (varies(id))
        for (const std::uint32_t operand : graph_.operands(id))
          if (!varies(operand)) wanted.insert(operand);
    for (const Expr output : outputs)
      if (!varies(output.id())) wanted.insert(output.id());
    std::vector<Expr> free;
    for (const std::uint32_t id : wanted) free.push_back(graph_.at(id));
    if (free.empty()) return;
    const std::vector<std::vector<double>> values = compile({}, free)({});
    for (std::size_t i = 0; i < free.size(); ++i) numbers_[free[i].id()] = values[i];
  }

  static bool uniform(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(),
                       [&](double v) { return v == values[0] && std::signbit(v) == std::signbit(values[0]); });
  }

  static std::string array_of(std::uint32_t id, const std::vector<double>& values) {
    if (uniform(values)) return {};  // written where it stands
    std::string text = fmt::format("  static constexpr double c{}[] = {{", id);
    for (std::size_t i = 0; i < values.size(); ++i)
      text += fmt::format("{}{}", i == 0 ? "" : i % 6 == 0 ? ",\n      " : ", ", source_of(values[i]));
    return text + "};\n";
  }

  /// Row `index + offset` of a value; without an index, row `offset`.
  std::string access(std::uint32_t id, const std::string& index, std::uint32_t offset) const {
    const Node& node = graph_.node(id);
    if (const auto folded = numbers_.find(id); folded != numbers_.end())
      return uniform(folded->second) ? "(" + source_of(folded->second[0]) + ")"
                                     : element(fmt::format("c{}", id), index, offset);
    if (id == point_.id()) return element("point", index, offset);
    const std::uint32_t operand = graph_.operands(id).empty() ? id : graph_.operands(id)[0];
    if (const RowsOf* form = form_of<RowsOf>(node.op)) {
      const std::uint32_t first = form->first_row == nullptr ? 0 : form->first_row(graph_.attributes(id));
      if (rows(operand) == 1) return access(operand, "", 0);
      return access(operand, node.shape.rows == 1 ? "" : index, offset + first);
    }
    if (node.shape.rows == 1) return fmt::format("t{}", id);
    return element(fmt::format("v{}", slot_of_.at(id)), index, offset);
  }

  static std::string element(const std::string& array, const std::string& index, std::uint32_t offset) {
    if (index.empty()) return fmt::format("{}[{}]", array, offset);
    return offset == 0 ? fmt::format("{}[{}]", array, index) : fmt::format("{}[{} + {}]", array, index, offset);
  }

  void add(std::uint32_t id) {
    const Node node = graph_.node(id);
    if (is_name(id)) {  // other names for rows that are there
      for (std::uint32_t of = id; is_name(of);) {
        of = graph_.operands(of)[0];
        last_use_[of] = std::max(last_use_[of], last_use_[id]);
      }
      return;
    }
    if (node.shape.rows > 1) slot_of_[id] = take_slot(node.shape.rows);
    if (info(node.op).elementwise || form_of<Choice>(node.op) != nullptr)
      add_elementwise(id, node);
    else
      add_structural(id, node);
    for (const std::uint32_t operand : graph_.operands(id)) release(operand, id);
  }

  void add_elementwise(std::uint32_t id, const Node& node) {
    const std::string index = node.shape.rows == 1 ? "" : "i";
    const auto operands = graph_.operands(id);
    const auto operand = [&](std::size_t k) {
      const std::uint32_t of = operands[std::min(k, operands.size() - 1)];
      return access(of, rows(of) == 1 ? "" : index, 0);
    };
    const std::string value = form_of<Choice>(node.op) != nullptr
                                  ? fmt::format("({} != 0.0 ? {} : {})", operand(0), operand(1), operand(2))
                                  : instance(formula(node.op), operand(0), operand(1));
    if (node.shape.rows == 1) return define(id, value);
    if (loop_rows_ != node.shape.rows || reads_ahead(operands)) {
      close_loop();
      loop_rows_ = node.shape.rows;
    }
    in_loop_.insert(id);
    loop_ += fmt::format("    v{}[i] = {};\n", slot_of_.at(id), value);
  }

  /// Whether an operand is rows of the open loop at another place than their own.
  bool reads_ahead(std::span<const std::uint32_t> operands) const {
    return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t id) {
      std::uint32_t of = id;
      while (is_name(of)) of = graph_.operands(of)[0];
      return of != id && in_loop_.count(of) != 0;
    });
  }

  /// Elementwise operations that follow one another on as many rows share a loop.
  void close_loop() {
    for (const std::uint32_t id : ended_) idle_[rows(id)].push_back(slot_of_.at(id));
    ended_.clear();
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
          fmt::format("{} * {}", access(operands[0], at, 0), access(operands[1], inner == 1 ? "" : "k", 0)));
    } else if (form_of<RowSum>(node.op) != nullptr) {
      sum(id, row, rows(operands[0]), access(operands[0], "k", 0));
    } else if (const RowsWithin* form = form_of<RowsWithin>(node.op)) {
      copy(id, operands, form->first_row(graph_.attributes(id)));
    } else if (form_of<RowsBelow>(node.op) != nullptr) {
      copy(id, operands, 0);
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
      body_ +=
          fmt::format("  for (int i = 0; i < {}; ++i) {{\n    double sum = 0.0;\n    {}\n    v{}[i] = sum;\n  }}\n",
                      rows(id), loop, slot_of_.at(id));
  }

  /// Rows of the operands below each other from `first` on, zeros elsewhere.
  void copy(std::uint32_t id, std::span<const std::uint32_t> operands, std::uint32_t first) {
    const std::string to = fmt::format("v{}", slot_of_.at(id));
    std::uint32_t next = 0;
    const auto zeros = [&](std::uint32_t end) {
      for (; next < end; ++next) body_ += fmt::format("  {}[{}] = 0.0;\n", to, next);
    };
    zeros(first);
    for (const std::uint32_t operand : operands) {
      const std::uint32_t count = rows(operand);
      if (count == 1)
        body_ += fmt::format("  {}[{}] = {};\n", to, next, access(operand, "", 0));
      else
        body_ += fmt::format("  for (int i = 0; i < {}; ++i) {} = {};\n", count, element(to, "i", next),
                             access(operand, "i", 0));
      next += count;
    }
    zeros(rows(id));
  }

  std::size_t take_slot(std::uint32_t size) {
    std::vector<std::size_t>& idle = idle_[size];
    if (idle.empty()) {
      slots_.push_back(size);
      return slots_.size() - 1;
    }
    const std::size_t slot = idle.back();
    idle.pop_back();
    return slot;
  }

  /// Notes a value that nothing after `user` reads, under none of its names. Its rows are free after the open loop: an
  /// operation of that may still read any of them.
  void release(std::uint32_t id, std::uint32_t user) {
    if (last_use_[id] != user) return;
    if (is_name(id)) return release(graph_.operands(id)[0], user);
    if (slot_of_.count(id) != 0) ended_.insert(id);
  }

  Graph& graph_;
  Expr point_;
  std::vector<std::uint32_t> nodes_;
  std::map<std::uint32_t, std::vector<double>> numbers_;  // what does not vary
  std::map<std::uint32_t, std::uint32_t> last_use_;
  std::map<std::uint32_t, std::size_t> slot_of_;
  std::vector<std::uint32_t> slots_;                        // rows of each
  std::map<std::uint32_t, std::vector<std::size_t>> idle_;  // slots by their rows
  std::set<std::uint32_t> ended_, in_loop_;
  std::string body_, loop_;
  std::uint32_t loop_rows_ = 0;  // of the open loop; 0: none
};

}  // namespace

std::string source_of(double value) {
  if (std::isnan(value)) return "std::numeric_limits<double>::quiet_NaN()";
  if (std::isinf(value))
    return value > 0 ? "std::numeric_limits<double>::infinity()" : "-std::numeric_limits<double>::infinity()";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string source_prelude() {
  std::string text;
  for (const char* name : {"abs", "acos", "asin", "atan", "atan2", "cos", "cosh", "erf", "exp", "expm1", "floor", "log",
                           "log1p", "pow", "sin", "sinh", "sqrt", "tan", "tanh"})
    text += fmt::format("using std::{};\n", name);
  return text + R"(inline double indicator(bool condition) { return condition ? 1.0 : 0.0; }
inline double choose(bool condition, double a, double b) { return condition ? a : b; }
inline double max(double a, double b) { return a >= b ? a : b; }
inline double min(double a, double b) { return a <= b ? a : b; }
)";
}

std::string source_of(std::string_view name, Expr point, std::span<const Expr> outputs) {
  return SourceWriter(point, outputs).write(name, outputs);
}

}  // namespace ansatz::ad

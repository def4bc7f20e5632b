// One call of a program with memory of its own: inputs are found by expression, name or number, and their sizes tell
// how many points there are.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "program/contents.hpp"

namespace ansatz::ad {
namespace {

using Input = Program::Contents::Input;

std::string size_of(const Shape& shape) {
  return shape.size() == 1 ? "a scalar"
         : shape.cols == 1 ? fmt::format("a vector of {}", shape.rows)
                           : fmt::format("a {}x{}", shape.rows, shape.cols);
}

class Call {
 public:
  explicit Call(const Program::Contents& program)
      : program_(program), given_(program.inputs.size()), points_(program.axes.size()) {}

  void set_points(const PointCount& count) {
    if (count.axis == free_axis || count.axis.id >= points_.size())
      throw UserError(
          fmt::format("call: points were given for axis {}, which is no axis of the program's graph", count.axis.id));
    points_[count.axis.id] = count.points;
  }

  std::size_t find(const Given& given) const {
    if (given.input.valid()) return find_expression(given.input);
    if (given.name.empty()) throw UserError("call: values were given for an expression that is empty");
    return find_name(given.name);
  }

  void give(std::size_t i, std::span<const double> values) {
    const Input& input = program_.inputs[i];
    if (given_[i].data() != nullptr) throw UserError(fmt::format("call: input `{}` is given twice", input.name));
    if (values.empty()) throw UserError(fmt::format("input `{}`: no values were given", input.name));
    given_[i] = values;
    if (input.shape.on_axis()) return count_points(input, values.size());
    if (values.size() != input.shape.size())
      throw UserError(fmt::format("input `{}`: {} value{} given for {}", input.name, values.size(),
                                  values.size() == 1 ? " was" : "s were", size_of(input.shape)));
  }

  std::vector<std::vector<double>> run(const Program& program) {
    std::vector<const double*> sources;
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (given_[i].data() == nullptr)
        throw UserError(fmt::format("call: no values were given for input `{}`", program_.inputs[i].name));
      sources.push_back(given_[i].data());
    }
    for (const std::uint32_t axis : program_.used_axes)
      if (points_[axis] == 0)
        throw UserError(fmt::format("call: no input on axis `{}` tells how many points it has", program_.axes[axis]));
    std::vector<PointCount> counts;
    for (std::uint32_t axis = 1; axis < points_.size(); ++axis) counts.push_back({{axis}, points_[axis]});
    std::vector<std::vector<double>> results;
    std::vector<double*> targets;
    for (const Shape& shape : program_.output_shapes)
      results.emplace_back(shape.size() * (shape.on_axis() ? points_[shape.axis.id] : 1));
    for (std::vector<double>& result : results) targets.push_back(result.data());
    Workers alone;
    Workspace workspace(program, alone);
    program.run(workspace, counts, sources, targets);
    return results;
  }

 private:
  std::size_t find_expression(const Expr& expression) const {
    for (std::size_t i = 0; i < program_.inputs.size(); ++i)
      if (program_.inputs[i].graph == &expression.graph() && program_.inputs[i].node == expression.id()) return i;
    throw UserError(
        fmt::format("call: values were given for an expression that is no input of the program; it has {}", names()));
  }

  std::size_t find_name(std::string_view name) const {
    const auto bears = [&](const Input& input) { return input.name == name; };
    const auto found = std::find_if(program_.inputs.begin(), program_.inputs.end(), bears);
    if (found == program_.inputs.end())
      throw UserError(fmt::format("call: the program has no input `{}`; it has {}", name, names()));
    if (std::find_if(found + 1, program_.inputs.end(), bears) != program_.inputs.end())
      throw UserError(fmt::format("call: several inputs bear the name `{}`; give them by their expressions", name));
    return static_cast<std::size_t>(found - program_.inputs.begin());
  }

  std::string names() const {
    constexpr std::size_t most = 12;  // fill a line or two of a message
    std::string text;
    for (std::size_t i = 0; i < std::min(most, program_.inputs.size()); ++i)
      text += fmt::format("{}`{}`", i == 0 ? "" : ", ", program_.inputs[i].name);
    if (program_.inputs.size() > most) text += fmt::format(" and {} more", program_.inputs.size() - most);
    return text.empty() ? "none" : text;
  }

  void count_points(const Input& input, std::size_t values) {
    const std::size_t count = values / input.shape.rows;
    if (values % input.shape.rows != 0)
      throw UserError(fmt::format("input `{}`: {} values do not make a whole number of points of {}", input.name,
                                  values, size_of(input.shape)));
    std::size_t& known = points_[input.shape.axis.id];
    if (known != 0 && known != count)
      throw UserError(fmt::format("input `{}`: {} given, where axis `{}` has {}", input.name,
                                  count == 1 ? "1 point was" : fmt::format("{} points were", count),
                                  program_.axes[input.shape.axis.id], known));
    known = count;
  }

  const Program::Contents& program_;
  std::vector<std::span<const double>> given_;
  std::vector<std::size_t> points_;  // by number of the axis; 0: not known
};

}  // namespace

std::vector<std::vector<double>> Program::call(std::span<const Given> given, std::span<const PointCount> points) const {
  Call call(*contents_);
  for (const PointCount& count : points) call.set_points(count);
  for (const Given& one : given) call.give(call.find(one), one.values);
  return call.run(*this);
}

std::vector<std::vector<double>> Program::call(std::initializer_list<Given> given,
                                               std::initializer_list<PointCount> points) const {
  return call(std::span(given.begin(), given.size()), std::span(points.begin(), points.size()));
}

std::vector<std::vector<double>> Program::operator()(std::span<const std::vector<double>> inputs) const {
  if (inputs.size() != contents_->inputs.size())
    throw UserError(fmt::format("call: the program has {} input{}, and {} {} given", contents_->inputs.size(),
                                contents_->inputs.size() == 1 ? "" : "s", inputs.size(),
                                inputs.size() == 1 ? "is" : "are"));
  Call call(*contents_);
  for (std::size_t i = 0; i < inputs.size(); ++i) call.give(i, inputs[i]);
  return call.run(*this);
}

}  // namespace ansatz::ad

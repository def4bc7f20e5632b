// Programs and workspaces: what is given for a run is checked here, whatever back end then runs.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/autodiff/error.hpp"
#include "program/contents.hpp"

namespace ansatz::ad {

Program::Program(std::unique_ptr<const Contents> contents) : contents_(std::move(contents)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

const Shape& Program::input_shape(std::size_t index) const { return contents_->inputs.at(index).shape; }
const Shape& Program::output_shape(std::size_t index) const { return contents_->output_shapes.at(index); }

const ProgramStatistics& Program::statistics() const { return contents_->executable->statistics(); }

Workspace::Workspace(const Program& program, Workers& workers) : state_(std::make_unique<State>()) {
  const Program::Contents& contents = *program.contents_;
  state_->program = &contents;
  state_->memory = contents.executable->make_memory(workers);
  state_->points.resize(contents.axes.size());
}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

Boundary Program::boundary(Workspace& workspace, std::span<const PointCount> points,
                           std::span<const double* const> inputs, std::span<double* const> outputs) const {
  if (workspace.state_->program != contents_.get())
    throw InternalFault("run: the workspace was made for another program");
  if (inputs.size() != contents_->inputs.size() || outputs.size() != contents_->output_shapes.size())
    throw UserError(fmt::format("run: the program has {} inputs and {} outputs, but {} and {} were given",
                                contents_->inputs.size(), contents_->output_shapes.size(), inputs.size(),
                                outputs.size()));
  std::vector<std::size_t>& counts = workspace.state_->points;
  std::fill(counts.begin(), counts.end(), 0);
  if (!counts.empty()) counts[free_axis.id] = 1;
  for (const PointCount& count : points) {
    if (count.axis == free_axis || count.axis.id >= counts.size())
      throw UserError(
          fmt::format("run: points were given for axis {}, which is no axis of the program's graph", count.axis.id));
    counts[count.axis.id] = count.points;
  }
  for (const std::uint32_t axis : contents_->used_axes)
    if (counts[axis] == 0)
      throw UserError(fmt::format("run: axis `{}` has no points; every axis that a program uses needs at least one",
                                  contents_->axes[axis]));
  return {counts, inputs, outputs};
}

void Program::run(Workspace& workspace, std::span<const PointCount> points, std::span<const double* const> inputs,
                  std::span<double* const> outputs) const {
  const Boundary given = boundary(workspace, points, inputs, outputs);
  contents_->executable->run(*workspace.state_->memory, given);
}

Profile Program::profile(Workspace& workspace, std::span<const PointCount> points,
                         std::span<const double* const> inputs, std::span<double* const> outputs) const {
  const Boundary given = boundary(workspace, points, inputs, outputs);
  return contents_->executable->profile(*workspace.state_->memory, given);
}

}  // namespace ansatz::ad

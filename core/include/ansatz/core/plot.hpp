// Pictures of what was found: what a plot says, and the kinds there are.
//
//   Plot plot{plots::Slice{}};                 every field along the first coordinate, exact beside predicted
//   plot.at = {{1, {0.25, 0.5, 0.75}}};        where the other coordinates are held
//   figures::Figure figure = draw(plot, solution);
//   write_whole("slice.svg", figures::draw_svg(figure));
//
// A kind is a struct of settings, its `method_of` (both below), a file in core/plots/ that makes the figure, and a line
// in methods.hpp; what all kinds share is said by `Plot`. A problem that names none gets `usual_plots`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/figure.hpp"
#include "ansatz/core/method.hpp"
#include "ansatz/core/scope.hpp"

namespace ansatz {

class Solution;
struct Problem;
struct Plot;

/// What is drawn: a scalar at each point.
struct PlotQuantity {
  std::string name;
  Quantity value;
  /// It is this field and nothing else, so that its exact values are drawn beside it where they are known.
  std::optional<std::size_t> field;
  /// It is this unknown and nothing else: a number that training changes, the same at every point.
  std::optional<std::size_t> unknown;
};

/// What training left at an earlier step. Throws UserError where nothing was kept.
using Snapshots = std::function<Solution(std::uint64_t step)>;

struct PlotMethod : Method {
  static constexpr std::string_view family = "plot";

  /// What a kind reads of a `Plot`; a plot that says anything else is refused.
  struct Reads {
    std::size_t least_over = 0, most_over = 0;  // coordinates that a panel runs over
    std::size_t least_of = 0, most_of = 0;      // quantities; most_of = 0: none
    bool exact = false;                         // quantities must be fields whose exact values are known
    bool unknowns = false;                      // quantities must be unknowns; all if none is named
    bool steps = false;                         // may show earlier steps
    bool over_steps = false;                    // runs over those that it names; needs some
    bool whole_lines = false;                   // its lines must lie in the domain from end to end
  };
  using Draw = std::function<figures::Figure(const void* settings, const Plot& plot, const Solution& solution,
                                             const Snapshots& snapshots)>;

  template <class Settings>
  PlotMethod(Described<Settings> described_as, std::string name, About about, std::vector<Setting> settings, Reads what,
             Draw how)
      : Method(described_as, std::move(name), std::move(about), std::move(settings)),
        reads(what),
        draw(std::move(how)) {}

  Reads reads;
  Draw draw;
};

using PlotKind = ChoiceOf<PlotMethod>;

/// A `plot` statement. What is left empty is chosen: all fields; the first coordinates that are not held; others held
/// in the middle of space and at several times (of lines the first among them), or where only one makes a picture at
/// the end of time; the end of training.
struct Plot {
  PlotKind kind;
  std::vector<PlotQuantity> of{};
  std::vector<std::size_t> over{};                  // coordinates, by number
  std::map<std::size_t, std::vector<double>> at{};  // coordinate and the values it is held at, a panel or line each
  std::vector<std::uint64_t> steps{};               // of the run
  std::string title{};

  /// What is wrong with it: in `of`, `over`, `steps` or the coordinate of this name (empty: as a whole), and how.
  struct Fault {
    std::string what;
    std::string text;
  };
};

/// The kinds.
namespace plots {

/// Of the panels of a plot that show the same quantity at several places or steps.
enum class Ranges { shared, own };
/// Curves of a quantity at several places and steps, and of the fields of a problem in one coordinate.
enum class Lines {
  automatic,  // up to five in a panel; if there are more, a panel each
  together,   // all in one
  apart,      // a panel each
};

/// Fields over two coordinates as colours, with the points of data that lie there.
struct Heatmap {
  figures::Scale scale = figures::Scale::linear;  // of the values
  std::size_t cells = 150;                        // along each coordinate; >= 2
  Ranges ranges = Ranges::shared;
};
/// Fields along a coordinate, with data and what fits ask for beside them.
struct Slice {
  figures::Scale scale = figures::Scale::linear;
  std::size_t points = 501;  // >= 2
  Lines lines = Lines::automatic;
  Ranges ranges = Ranges::shared;
};
/// How much of a slice has which frequency: |c_k| of the discrete Fourier transform of `points` values, scaled so that
/// a cosine of amplitude A has the height A.
struct Spectrum {
  figures::Scale scale = figures::Scale::linear;
  std::size_t points = 512;  // >= 4
  Lines lines = Lines::automatic;
  Ranges ranges = Ranges::shared;
};
/// |found - exact| of fields over one coordinate, or two; at their points where exact values are those of a table.
struct Error {
  figures::Scale scale = figures::Scale::log;
  std::size_t points = 201;  // along each coordinate; >= 2
  Ranges ranges = Ranges::shared;
};
/// n a of every layer over the steps: mean, and within a band of one deviation where neurons have slopes of their own.
struct Slopes {};
/// How far slopes steer gradient descent, over the steps that the plot names: slope_conditioning.hpp.
struct Conditioning {};
/// The loss, its terms, errors, moving weights and unknowns over the steps; or of the unknowns alone that it is of.
struct History {
  figures::Scale scale = figures::Scale::log;  // of losses and errors
};
/// Where conditions were asked to hold at the start, with the domain.
struct Points {};
/// A vector field of two fields: arrows on a grid, as long as each other, over its magnitude in colours.
struct Vectors {
  std::size_t arrows = 21;  // along each coordinate; >= 2
};
/// Lines along such a field, about evenly spaced (Jobard and Lefer 1997), over its magnitude in colours.
struct Streamlines {
  double spacing = 0.04;  // of lines, as a part of the picture; > 0
};

std::shared_ptr<const PlotMethod> method_of(const Heatmap&);
std::shared_ptr<const PlotMethod> method_of(const Slice&);
std::shared_ptr<const PlotMethod> method_of(const Spectrum&);
std::shared_ptr<const PlotMethod> method_of(const Error&);
std::shared_ptr<const PlotMethod> method_of(const Slopes&);
std::shared_ptr<const PlotMethod> method_of(const Conditioning&);
std::shared_ptr<const PlotMethod> method_of(const History&);
std::shared_ptr<const PlotMethod> method_of(const Points&);
std::shared_ptr<const PlotMethod> method_of(const Vectors&);
std::shared_ptr<const PlotMethod> method_of(const Streamlines&);

}  // namespace plots

/// What a problem that names no plots shows.
std::vector<Plot> usual_plots(const Problem& problem);

/// What is wrong with a plot of this problem: quantities that are too few or too many, a coordinate that there is not,
/// is run over and held at once, or held outside the domain, an error of what is not known exactly, a spectrum along a
/// line that leaves the domain. Nothing when it can be drawn.
std::optional<Plot::Fault> what_is_wrong(const Plot& plot, const Problem& problem);

/// The figure. Throws UserError for a plot that is wrong for the solution's problem, and as `snapshots` does; without
/// them no earlier step can be shown.
figures::Figure draw(const Plot& plot, const Solution& solution, const Snapshots& snapshots = {});

/// The steps that plots show, each once, ascending: those at which training leaves a snapshot.
std::vector<std::uint64_t> snapshot_steps(const std::vector<Plot>& plots);

}  // namespace ansatz

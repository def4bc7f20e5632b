// Which frequencies a slice is made of, exact beside found: the pictures by which Jagtap, Kawaguchi and Karniadakis
// (2020, figures 3 and 7) show what a network has learnt already.
//
// The N values at x_j = lower + j h, h = length / N, are one period; c_k = (2/N) sum_j u_j exp(-2 pi i j k / N), and
// half of that for k = 0, so that a cosine of amplitude A has |c_k| = A. Frequencies are k / length, up to N/2.
#include <cmath>
#include <complex>
#include <unsupported/Eigen/FFT>

#include "plots/curves.hpp"
#include "points/domain.hpp"

namespace ansatz::plots {
namespace {

std::vector<double> amplitudes(const std::vector<double>& values) {
  Eigen::FFT<double> transform;
  std::vector<std::complex<double>> coefficients;
  transform.fwd(coefficients, values);
  std::vector<double> found;
  const double count = static_cast<double>(values.size());
  for (std::size_t k = 0; k <= values.size() / 2; ++k)
    found.push_back((k == 0 ? 1 : 2) * std::abs(coefficients[k]) / count);
  return found;
}

figures::Figure draw_spectrum(const Spectrum& settings, const Plot& plot, const Solution& solution,
                              const Snapshots& snapshots) {
  const Problem& problem = solution.problem();
  const std::size_t along = plot.over.at(0);
  const Interval side = bounding_box(problem.domain)[along];
  Curves curves;
  curves.axis = axis_of(problem, along, settings.points + 1);
  curves.along = false;
  curves.axis.pop_back();  // the end is the beginning of the next period
  for (std::size_t k = 0; k <= settings.points / 2; ++k)
    curves.x.push_back(static_cast<double>(k) / (side.upper - side.lower));
  curves.of = amplitudes;
  curves.x_label = "frequency along " + coordinate_label(problem, along);
  curves.y_prefix = "amplitude of ";
  curves.scale = settings.scale;
  curves.lines = settings.lines;
  curves.ranges = settings.ranges;
  return draw_curves(curves, plot, solution, snapshots);
}

}  // namespace

std::shared_ptr<const PlotMethod> method_of(const Spectrum&) {
  static const auto method = plot_method<Spectrum>(
      "spectrum", "amplitude over frequency of a slice, exact beside found",
      {scale_of(&Spectrum::scale, "of the amplitudes"),
       setting("points", &Spectrum::points, Limits{4, 1 << 20}, "of the slice, evenly spaced"),
       lines_of(&Spectrum::lines), ranges_of(&Spectrum::ranges)},
      {.least_over = 1, .most_over = 1, .least_of = 1, .most_of = 16, .steps = true, .whole_lines = true},
      draw_spectrum);
  return method;
}

}  // namespace ansatz::plots

// A panel between its description and its place: how large its plot is, how many ticks
// fit, how much room its texts need.
//
// Read next: layout.cpp, which puts the panels side by side.
#pragma once

#include "figures/layout.hpp"

namespace ansatz::figures {

/// The narrowest plot there is.
constexpr double narrowest_plot = 40;

/// The height of lines of text.
double height_of(const std::vector<std::string>& lines, double size);

/// The most ticks whose labels stand apart, on an axis of this length.
Ticks fitting_ticks(const Scaling& scaling, double length, bool along_x);

/// What stands around a plot.
struct Margins {
  double left = 0, right = 0, top = 0, bottom = 0;
};

/// Margins and plot depend on one another: `fit` is called with what the others need until nothing moves.
class PanelDraft {
 public:
  /// `legend` is the height to be left free above the plot.
  PanelDraft(const Panel& panel, const View& view, double legend) : panel_(panel), view_(view), legend_(legend) {}

  /// `width` is the room for the plot and what stands to its right, `overhang` what its column keeps free there, and
  /// `height` that of the plots of its row.
  void fit(double width, double overhang, double height);
  /// With the left end of the plots of its column, and the tops of the plots and of the titles of its row.
  void put(double left, double top, double top_of_row);

  /// Without the colour bar, which is in the plot's room.
  const Margins& margins() const { return margins_; }
  double plot_height() const { return plot_height_; }
  /// The height that the plot would have alone.
  double natural_height() const { return natural_height_; }
  /// What is left for the plot.
  double plot_room() const { return cell_ - margin_right_; }
  const PanelPlace& place() const { return place_; }

 private:
  double exponent_row() const;
  void find_margins();

  const Panel& panel_;
  const View& view_;
  double legend_;
  double cell_ = 0, bar_room_ = 0, margin_right_ = 0;
  double plot_width_ = 0, plot_height_ = 0, natural_height_ = 0;
  Margins margins_;
  PanelPlace place_;
};

}  // namespace ansatz::figures

// How a kind of plot describes itself.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ansatz/core/plot.hpp"
#include "ansatz/core/solution.hpp"

namespace ansatz::plots {

template <class Settings>
using DrawOf = figures::Figure (*)(const Settings& settings, const Plot& plot, const Solution& solution,
                                   const Snapshots& snapshots);

template <class Settings>
std::shared_ptr<const PlotMethod> plot_method(std::string name, About about, std::vector<Setting> settings,
                                              PlotMethod::Reads reads, DrawOf<Settings> how) {
  return std::make_shared<const PlotMethod>(
      described<Settings>, std::move(name), std::move(about), std::move(settings), reads,
      [how](const void* from, const Plot& plot, const Solution& solution, const Snapshots& snapshots) {
        return how(*static_cast<const Settings*>(from), plot, solution, snapshots);
      });
}

template <class Settings>
Setting scale_of(figures::Scale Settings::*member, const std::string& what) {
  return setting("scale", member,
                 {{"linear", figures::Scale::linear, "evenly"}, {"log", figures::Scale::log, "by powers of ten"}},
                 what);
}

template <class Settings>
Setting ranges_of(Ranges Settings::*member) {
  return setting("ranges", member,
                 {{"shared", Ranges::shared, "one for all panels of a quantity"}, {"own", Ranges::own, "each its own"}},
                 "of values, in panels at several places and steps");
}

}  // namespace ansatz::plots

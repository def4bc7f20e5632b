// Every choice of a problem, and the choices within it, are asked for their works.
#include "ansatz/core/citations.hpp"

#include <algorithm>
#include <utility>

#include "ansatz/core/automatic.hpp"
#include "ansatz/core/classification.hpp"

namespace ansatz {
namespace {

class Collection {
 public:
  void add(const Choice& choice) { add(choice.method(), choice.settings()); }

  template <class Settings>
  void add_block(const Settings& settings) {
    add(*method_of(settings), &settings);
  }

  std::vector<Citation> take() { return std::move(all_); }

 private:
  void add(const Method& method, const void* settings) {
    cite(method.name(), method.sources());
    for (const Setting& setting : method.settings()) {
      const SettingData value = setting.read(settings);
      if (!setting.sources.empty() && value != setting.read(method.defaults().get()))
        cite(setting.name, setting.sources);
      if (const auto* choice = std::get_if<Choice>(&value)) add(*choice);
      if (const auto* choices = std::get_if<std::vector<Choice>>(&value))
        for (const Choice& each : *choices) add(each);
    }
  }

  void cite(const std::string& name, const std::vector<Publication>& works) {
    for (const Publication& work : works) {
      auto found = std::find_if(all_.begin(), all_.end(), [&](const Citation& own) { return own.work == work; });
      if (found == all_.end()) found = all_.insert(all_.end(), Citation{{}, work});
      if (std::find(found->used.begin(), found->used.end(), name) == found->used.end()) found->used.push_back(name);
    }
  }

  std::vector<Citation> all_;
};

bool drew_anew(const Outcome& outcome) {
  return std::any_of(outcome.history.begin(), outcome.history.end(), [](const Progress& row) { return row.draw > 0; });
}

}  // namespace

std::vector<Citation> citations_of(const Problem& problem, const Outcome& outcome) {
  Collection works;
  for (NetworkSpec network : problem.networks) {
    network.adaptive = adaptation_of(problem, network);
    works.add_block(network);
    for (const InputFeature& input : network.inputs)
      if (input.method) works.add(*input.method);
  }
  Sampling sampling = problem.sampling;
  sampling.adapt.reset();
  if (drew_anew(outcome)) sampling.adapt = resampling_places(problem);
  works.add_block(sampling);
  works.add_block(problem.weighting);
  for (const Stage& stage : problem.stages) works.add(stage);
  return works.take();
}

std::vector<Citation> citations_of(const Classification& problem) {
  Collection works;
  NetworkSpec network = problem.network;
  network.adaptive = adaptation_of(network);
  works.add_block(network);
  works.add(problem.stage);
  return works.take();
}

}  // namespace ansatz

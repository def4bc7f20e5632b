#include "network/network.hpp"

#include <fmt/format.h>

#include "ansatz/autodiff/error.hpp"

namespace ansatz {
namespace {

void require_adaptation(const NetworkSpec& spec) {
  if (!spec.adaptive) throw InternalFault(fmt::format("nobody said how slopes of network `{}` adapt", spec.name));
  check(*spec.adaptive);
}

}  // namespace

Network::Network(const NetworkSpec& spec, const Domain& domain, std::uint64_t seed, Parameters& parameters)
    : spec_(spec),
      inputs_(spec, domain, seed, adding_to(parameters, spec.name, seed)),
      layers_(spec, inputs_.all_rows(), adding_to(parameters, spec.name, seed)) {
  require_adaptation(spec);
  if (spec.adaptive->method().make) add_slopes(parameters);
}

void Network::add_slopes(Parameters& parameters) {
  const auto add = [this, &parameters](const std::string& name, std::uint32_t rows, double start) {
    return parameters.add(fmt::format("{}/{}", spec_.name, name), rows, 1, std::vector<double>(rows, start));
  };
  adaptive_ = spec_.adaptive->method().make(spec_.adaptive->settings(), add);
  slopes_ = layers_.adapt(*adaptive_);
}

ad::Expr Network::operator()(ad::Expr coordinates) const { return layers_(inputs_(coordinates)); }

}  // namespace ansatz

#include "points/apportion.hpp"

#include <algorithm>
#include <numeric>

namespace ansatz {

std::vector<std::size_t> apportion(std::size_t total, std::span<const double> measures) {
  const double sum = std::accumulate(measures.begin(), measures.end(), 0.0);
  std::vector<std::size_t> shares(measures.size(), 0), order;
  std::vector<double> owed(measures.size(), 0);
  std::size_t given = 0;
  for (std::size_t k = 0; k < measures.size(); ++k) {
    if (!(measures[k] > 0)) continue;
    const double fair = static_cast<double>(total) * measures[k] / sum;
    shares[k] = std::max<std::size_t>(1, static_cast<std::size_t>(fair));
    owed[k] = fair - static_cast<double>(shares[k]);
    given += shares[k];
    order.push_back(k);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return owed[a] > owed[b]; });
  for (std::size_t k = 0; given < total && !order.empty(); k = (k + 1) % order.size()) ++shares[order[k]], ++given;
  // The ones that were given to small shares are taken back from those that are owed least.
  while (given > total) {
    const std::size_t before = given;
    for (std::size_t k = order.size(); given > total && k-- > 0;)
      if (shares[order[k]] > 1) --shares[order[k]], --given;
    if (given == before) break;
  }
  return shares;
}

}  // namespace ansatz

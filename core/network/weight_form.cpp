#include "ansatz/core/weight_form.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

namespace ansatz {
namespace {

ad::Expr plain(const PlainWeights&, const AskedWeights& asked, const NewParameter& add) {
  return add(fmt::format("W{}", asked.number), asked.size.outputs, asked.size.inputs, asked.start);
}

/// The exponents are drawn with V, from the numbers behind those of W, so that V can begin where the product is W.
ad::Expr factorised(const FactorisedWeights& own, const AskedWeights& asked, const NewParameter& add) {
  const auto [rows, columns] = asked.size;
  const auto exponents = std::make_shared<std::vector<double>>(rows);
  const auto start = [own, exponents, wanted = asked.start, rows = rows, columns = columns](const Stream& numbers,
                                                                                            std::uint64_t i) {
    const std::uint64_t row = i / columns;
    const double s = own.mean + own.deviation * numbers.normal(std::uint64_t{rows} * columns + row);
    (*exponents)[row] = s;
    return std::exp(-s) * wanted(numbers, i);
  };
  const ad::Expr directions = add(fmt::format("W{}", asked.number), rows, columns, start);
  const ad::Expr s = add(fmt::format("s{}", asked.number), rows, 1,
                         [exponents](const Stream&, std::uint64_t row) { return (*exponents)[row]; });
  return ad::broadcast(ad::exp(s), directions.shape()) * directions;
}

}  // namespace

std::shared_ptr<const WeightForm> method_of(const PlainWeights&) {
  static const auto method = std::make_shared<const WeightForm>(described<PlainWeights>, "plain", "W is trained",
                                                                std::vector<Setting>{}, plain);
  return method;
}

std::shared_ptr<const WeightForm> method_of(const FactorisedWeights&) {
  static const auto method = std::make_shared<const WeightForm>(
      described<FactorisedWeights>, "factorised",
      About("W = diag(exp(s)) V, of which s and V are trained",
            {{"S. Wang and H. Wang and J. H. Seidman and P. Perdikaris",
              "Random weight factorization improves the training of continuous neural representations",
              "arXiv:2210.01274", 2022}}),
      std::vector{
          setting("mean", &FactorisedWeights::mean, "mean of s at the start"),
          setting("deviation", &FactorisedWeights::deviation, limits::positive, "its standard deviation there"),
      },
      factorised);
  return method;
}

}  // namespace ansatz

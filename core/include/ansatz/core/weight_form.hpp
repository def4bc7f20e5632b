// What the weight matrices of a network are made of. A new form is a struct, its `method_of`, and a line in
// methods.hpp.
//
//   plain        W is trained
//   factorised   W = diag(exp(s)) V, and s and V are trained: a rate of its own for each neuron
//
// A form changes how training moves, not where it starts: the matrix begins as the initialisation says. The parameter
// that has the weights, or V, is called W with the number of the map, whatever the form.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "ansatz/autodiff/expression.hpp"
#include "ansatz/core/initialisation.hpp"
#include "ansatz/core/method.hpp"

namespace ansatz {

/// The numbers of a parameter, row by row, drawn by their index from the stream of its name.
using Start = std::function<double(const Stream& numbers, std::uint64_t i)>;
/// Makes a trained matrix.
using NewParameter =
    std::function<ad::Expr(const std::string& name, std::uint32_t rows, std::uint32_t columns, const Start& start)>;

/// A matrix of weights that is asked for.
struct AskedWeights {
  std::uint32_t number = 1;  // of the map in its network
  LayerSize size;
  Start start;
};

struct WeightForm : Method {
  static constexpr std::string_view family = "weights";
  template <class Settings>
  using MakeOf = ad::Expr (*)(const Settings& settings, const AskedWeights& asked, const NewParameter& add);

  template <class Settings>
  WeightForm(Described<Settings> of, std::string name, About about, std::vector<Setting> settings,
             std::type_identity_t<MakeOf<Settings>> how)
      : Method(of, std::move(name), std::move(about), std::move(settings)),
        make([how](const void* from, const AskedWeights& asked, const NewParameter& add) {
          return how(*static_cast<const Settings*>(from), asked, add);
        }) {}

  /// The matrix, asked once.
  std::function<ad::Expr(const void* settings, const AskedWeights& asked, const NewParameter& add)> make;
};

using Weights = ChoiceOf<WeightForm>;

struct PlainWeights {};
/// s starts at normal numbers, V at diag(exp(-s)) times what W is to start at.
struct FactorisedWeights {
  double mean = 1;         // of s; the paper has 0.5 or 1
  double deviation = 0.1;  // of s, > 0
};

std::shared_ptr<const WeightForm> method_of(const PlainWeights&);
std::shared_ptr<const WeightForm> method_of(const FactorisedWeights&);

}  // namespace ansatz

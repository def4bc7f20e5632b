#include "ansatz/core/elementwise.hpp"

#include <fmt/format.h>

#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/activation.hpp"

namespace ansatz {
namespace {

/// Methods of functions need settings to have a default of.
struct NoSettings {};

}  // namespace

FunctionMethod::FunctionMethod(std::string name, std::string doc, Value of)
    : Method(described<NoSettings>, std::move(name), std::move(doc), {}), value(std::move(of)) {}

std::vector<std::shared_ptr<const FunctionMethod>> elementwise_functions() {
  static const auto methods = [] {
    std::vector<std::shared_ptr<const FunctionMethod>> all;
    for (const ActivationInfo& known : activations())
      all.push_back(
          std::make_shared<const FunctionMethod>(std::string(known.name), std::string(known.doc), known.function));
    return all;
  }();
  return methods;
}

ElementwiseFunction elementwise(std::string_view name) {
  std::vector<std::string> names;
  for (const auto& method : elementwise_functions()) {
    if (method->name() == name) return ElementwiseFunction(Choice(method));
    names.push_back(method->name());
  }
  throw UserError(fmt::format("there is no function `{}`; there are {}", name, either(names)));
}

ElementwiseFunction elementwise(std::string name, FunctionMethod::Value value) {
  if (!value) throw UserError(fmt::format("the function `{}` is none", name));
  return ElementwiseFunction(
      Choice(std::make_shared<const FunctionMethod>(std::move(name), "a function of the problem", std::move(value))));
}

}  // namespace ansatz

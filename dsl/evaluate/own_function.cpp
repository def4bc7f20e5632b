#include "evaluate/own_function.hpp"

#include <utility>

#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

std::function<ad::Expr(std::span<const ad::Expr>)> own_function(std::shared_ptr<const Model> model,
                                                                std::size_t definition, Span place) {
  return [model = std::move(model), definition, place](std::span<const ad::Expr> arguments) {
    ConstantScope scope(arguments[0].graph());
    Evaluator evaluator(*model, scope);
    try {
      return evaluator.apply(definition, arguments, place);
    } catch (const Failure& failure) {
      throw UserError(failure.diagnostic.message);
    }
  };
}

}  // namespace ansatz::dsl

// Fields in pieces, `field T on lower, T on upper`: one name for a field of its own on each of several regions.
//
// On a side of the problem, a region, such a field is its piece, and the names of these regions are known: `if lower
// then 1 else 400` is a number. Where points lie on no side that is known, as those of a picture do, each has the piece
// of the region where it lies. On an interface both sides are asked for, by `jump(e)`: e on the second side less e on
// the first (the interface conditions of A. D. Jagtap, E. Kharazmi, G. E. Karniadakis, "Conservative physics-informed
// neural networks on discrete domains for conservation laws", 2020, section 2.3).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ansatz/autodiff/operation.hpp"
#include "evaluate/evaluate.hpp"

namespace ansatz::dsl {

void Evaluator::stand_on(std::optional<std::size_t> region) {
  if (side_ == region) return;
  side_ = region;
  definitions_.clear();
  calls_.clear();
}

void Evaluator::stand_at(const RegionClause* places) {
  took_jump_ = false;
  if (places_ == places) return;
  places_ = places;
  definitions_.clear();
  calls_.clear();
}

/// Whether points belong to a region, from wherever they are looked at.
ad::Expr Evaluator::region(std::size_t index) {
  return as_condition(definition(index), *model_.definitions[index].value());
}

ad::Expr Evaluator::piecewise(const Symbol& field, const std::function<ad::Expr(std::size_t piece)>& of) {
  std::vector<std::size_t> regions;
  for (const std::size_t piece : field.pieces) {
    const std::optional<std::size_t> region = model_.region_of(piece);
    if (!region || model_.definitions[*region].broken) throw Broken{};
    if (side_ == region) return of(piece);
    regions.push_back(*region);
  }
  if (side_)
    throw Refusal{Finding(Code::wrong_kind, {},
                          fmt::format("`{}` does not live on `{}`, where this is asked for", field.name.text,
                                      model_.definitions[*side_].name()))
                      .label("no field there")
                      .help("fields in pieces that meet in a condition live on the same regions")};
  ad::Expr value = of(field.pieces.back());
  for (std::size_t i = field.pieces.size() - 1; i-- > 0;)
    value = ad::select(region(regions[i]), of(field.pieces[i]), value);
  return value;
}

/// A condition that says the same as a region that fields live on is known on a side. On an interface others that
/// coordinates decide do not say which side is meant.
ad::Expr Evaluator::on_side(ad::Expr condition, const Expression& e) {
  if (!side_ || constant_of(condition)) return condition;
  Evaluator anywhere(model_, scope_);
  for (const std::size_t side : model_.sides)
    if (!model_.definitions[side].broken && anywhere.region(side) == condition)
      return graph().constant(side == *side_ ? 1 : 0);
  if (on_interface_) require_one_sided({condition}, e);
  return condition;
}

namespace {

bool is_step(ad::Op op) {
  constexpr ad::Op steps[] = {ad::Op::step, ad::Op::sign, ad::Op::floor, ad::Op::lt, ad::Op::le,
                              ad::Op::gt,   ad::Op::ge,   ad::Op::eq,    ad::Op::ne};
  return std::find(std::begin(steps), std::end(steps), op) != std::end(steps);
}

}  // namespace

/// What jumps in a coordinate has two values on an interface across it.
void Evaluator::require_one_sided(const std::vector<ad::Expr>& values, const Expression& e) {
  std::vector<std::uint32_t> coordinates;
  for (std::size_t i = 0; i < model_.space_dimensions(); ++i) coordinates.push_back(scope_.coordinate(i).id());
  for (const std::uint32_t id : ad::reachable(values)) {
    if (!is_step(graph().node(id).op)) continue;
    const ad::Expr step = graph().at(id);
    for (const std::uint32_t below : ad::reachable(std::span(&step, 1)))
      if (std::find(coordinates.begin(), coordinates.end(), below) != coordinates.end())
        fail(Finding(Code::no_normal, e.span, "on an interface this does not say which side is meant")
                 .label("decided by a coordinate")
                 .help(fmt::format("write it by the names of the regions, as in `if {} then 1 else 2`",
                                   model_.definitions[model_.sides.front()].name())));
  }
}

/// The regions that an interface lies between.
std::array<std::size_t, 2> Evaluator::sides_of_interface(const Expression& call) const {
  const auto refuse = [&](const char* message, std::string help) {
    fail(Finding(Code::no_normal, call.span, message).label("no two sides").help(help));
  };
  constexpr const char* where = "write `on interface(lower, upper)`, between the regions that the field lives on";
  if (places_ == nullptr || places_->places.empty()) refuse("`jump` needs an interface", where);
  std::optional<std::array<std::size_t, 2>> sides;
  for (const RegionPlace& place : places_->places) {
    const Expression& e = place.value;
    if (place.coordinate || e.kind != ExprKind::call || e.text != "interface" || e.children.size() != 2)
      refuse("`jump` needs an interface, and this condition holds elsewhere", where);
    std::array<std::size_t, 2> between{};
    for (std::size_t k = 0; k < 2; ++k) {
      const Symbol* symbol = e.children[k].kind == ExprKind::name ? model_.find(e.children[k].text) : nullptr;
      const bool side = symbol != nullptr && symbol->kind == SymbolKind::definition &&
                        std::find(model_.sides.begin(), model_.sides.end(), symbol->index) != model_.sides.end();
      if (!side)
        refuse("`jump` is of a field in pieces, and none lives on these parts",
               "let one name stand for both sides, `field T on lower, T on upper` with `region lower = ...`; of fields "
               "with names of their own write `Ta = Tb, ka*dn(Ta) = kb*dn(Tb)`");
      between[k] = symbol->index;
    }
    if (sides && *sides != between)
      refuse("`jump` does not say of which interface: the condition holds on several",
             "state a condition for each interface");
    sides = between;
  }
  return *sides;
}

Value Evaluator::jump(const Expression& call) {
  if (on_interface_)
    fail(Finding(Code::wrong_arguments, call.span, "a `jump` within a `jump` has no meaning").label("within another"));
  const Expression& e = call.children[0];
  std::vector<ad::Expr> values[2];
  const std::array<std::size_t, 2> sides = sides_of_interface(call);
  for (std::size_t k = 0; k < 2; ++k) {
    Evaluator there(model_, scope_);
    for (std::size_t i = frame_; i < bindings_.size(); ++i) there.bind(bindings_[i].name, bindings_[i].value);
    there.side_ = sides[k];
    there.on_interface_ = true;
    there.terms_ = terms_;
    values[k] = there.components(e);
    there.require_one_sided(values[k], e);
  }
  took_jump_ = true;
  if (values[0].size() != values[1].size())
    fail(Finding(
             Code::wrong_kind, e.span,
             fmt::format("this has {} components on one side, and {} on the other", values[0].size(), values[1].size()))
             .label("not one kind of thing"));
  // Fields that are 0, as when it is asked what solves a condition trivially, do not jump, and that is no mistake.
  if (scope_.is_symbolic() && values[0] == values[1])
    fail(Finding(Code::nothing_to_solve, e.span, "this has no jump: it is the same on either side")
             .label("the same")
             .help("what jumps is a field in pieces, `field T on lower, T on upper`, or `if lower then 1 else 2`"));
  for (std::size_t i = 0; i < values[0].size(); ++i) values[0][i] = values[1][i] - values[0][i];
  return Value::vector(std::move(values[0]));
}

}  // namespace ansatz::dsl

// What stands at a place: first what the statement makes of it (its keyword, a setting, an option), then what its name
// means, then the expression that a sign makes.
#include <fmt/format.h>

#include <algorithm>

#include "ansatz/dsl/assist.hpp"
#include "ansatz/dsl/format.hpp"
#include "assist/explain_names.hpp"
#include "assist/facts.hpp"
#include "assist/words.hpp"
#include "names/names.hpp"
#include "settings/settings.hpp"
#include "syntax/token.hpp"

namespace ansatz::dsl {
namespace {

using Kind = NameReading::Kind;

bool holds(Span span, std::uint32_t file, std::uint32_t offset) {
  return span.file == file && span.begin <= offset && offset < span.end;
}

/// The innermost expression that a sign or a name at the place makes; null where none does.
const Expression* expression_at(const Expression& e, std::uint32_t file, std::uint32_t offset) {
  if (!holds(e.span, file, offset)) return nullptr;
  const std::vector<const Expression*> spine = left_spine(e);  // sums may be longer than the stack is deep
  for (const Expression* part : spine) {
    if (holds(part->operator_span, file, offset)) return part;
    if (const Expression* found = expression_at(part->children[1], file, offset)) return found;
  }
  const Expression& rest = spine.empty() ? e : spine.back()->children[0];
  for (const Expression& child : rest.children)
    if (const Expression* found = expression_at(child, file, offset)) return found;
  const bool leaf = rest.kind == ExprKind::name || holds(rest.operator_span, file, offset);
  return leaf && holds(rest.span, file, offset) ? &rest : nullptr;
}

class Explainer {
 public:
  Explainer(const Reading& reading, const std::vector<SettingText>& settings, std::uint32_t file, std::uint32_t offset)
      : reading_(reading), model_(*reading.model), settings_(settings), file_(file), offset_(offset) {}

  std::optional<Explanation> run() {
    const auto statement = std::find_if(model_.statements.begin(), model_.statements.end(),
                                        [&](const Statement& one) { return here(one.span); });
    if (statement != model_.statements.end()) {
      if (here(statement->keyword)) return keyword(*statement);
      std::visit([&](const auto& content) { in(content); }, statement->content);
      if (result_) return result_;
    }
    if (const Mention* mention = reading_.mention_at(file_, offset_); mention != nullptr && here(mention->span))
      return Explanation{mention->span, explained_name(reading_, mention->named)};
    return word();
  }

 private:
  bool here(Span span) const { return holds(span, file_, offset_); }
  std::string source(Span span) const {
    return model_.sources[span.file].text.substr(span.begin, span.end - span.begin);
  }

  // --- statements ---------------------------------------------------------------------------------

  std::optional<Explanation> keyword(const Statement& statement) const {
    if (const auto* block = std::get_if<Block>(&statement.content)) return Explanation{statement.keyword, head(*block)};
    const auto word = find_word(reference_statements(), source(statement.keyword));
    if (!word) return std::nullopt;
    std::string text = explained(*word);
    if (const auto* condition = std::get_if<ConditionStatement>(&statement.content))
      text += "\n\n" + what_it_comes_to(model_, *condition);
    return Explanation{statement.keyword, text};
  }
  std::string head(const Block& block) const {
    const BlockSpec* spec = model_.schema->find_block(block.keyword, block.name ? block.name->text : "");
    if (spec != nullptr) return explained(*spec);
    std::string variants;
    for (const std::string& one : model_.schema->variants(block.keyword))
      variants += fmt::format("{}`{}`", variants.empty() ? "" : ", ", one);
    return fmt::format("**{}**\n\n{}", block.keyword, variants.empty() ? "" : "one of " + variants);
  }
  void in(const Definition& definition) {
    if (definition.value) expression(*definition.value, {definition.parameters, false});
    if (definition.range) expression(*definition.range, {});
  }
  void in(const DomainDeclaration& domain) {
    expression(domain.shape, {});
    if (const BlockSpec* with = model_.schema->find_block("with", "domain"))
      for (const Setting& one : domain.with) setting(*with, one, find_setting(*with, one.key.text));
  }
  void in(const GivenDeclaration& given) {
    for (const Expression& value : given.how.children) expression(value, {});
  }
  void in(const ConditionStatement& condition) {
    for (const Equation& equation : condition.equations) {
      expression(equation.left, surroundings_of(condition));
      expression(equation.right, surroundings_of(condition));
    }
    if (condition.region)
      for (const RegionPlace& place : condition.region->places) region(place.value);
    if (condition.region && condition.region->where) expression(*condition.region->where, {});
    const bool check = condition.kind == ConditionStatement::Kind::check;
    if (const BlockSpec* with = model_.schema->find_block("with", check ? "check" : ""))
      for (const Setting& one : condition.with) setting(*with, one, find_setting(*with, one.key.text));
  }
  void in(const Block& block) {
    const BlockSpec* spec = model_.schema->find_block(block.keyword, block.name ? block.name->text : "");
    if (block.name && here(block.name->span) && spec != nullptr && !spec->variant.empty())
      result_ = Explanation{block.name->span, explained(*spec)};
    if (spec == nullptr) return;
    for (const Setting& one : block.settings) setting(*spec, one, find_row(*model_.schema, block, one.key.text));
  }
  void in(const FieldDeclaration& fields) {
    for (const FieldPart& part : fields.parts) expression(part.where, {});
  }
  void in(const Header&) {}
  void in(const Text&) {}

  /// `boundary` and `point` are places where they stand behind `on`.
  void region(const Expression& place) {
    const bool word = (place.kind == ExprKind::call && here(place.operator_span)) ||
                      (place.kind == ExprKind::name && here(place.span));
    const auto known = word ? find_word(reference_places(), place.text) : std::nullopt;
    if (known && model_.find(place.text) == nullptr)
      result_ = Explanation{place.kind == ExprKind::call ? place.operator_span : place.span, explained(*known)};
    else
      expression(place, {});
  }

  // --- settings -----------------------------------------------------------------------------------

  void setting(const BlockSpec& block, const Setting& written, const SettingSpec* row) {
    if (row == nullptr) return here(written.value.span) ? expression(written.value, {}) : void();
    if (here(written.key.span))
      result_ = Explanation{written.key.span, explained(block, *row) + stands_for(block, *row)};
    if (here(written.value.span)) value(*row, written.value);
  }
  /// What `auto` comes to in this problem.
  std::string stands_for(const BlockSpec& block, const SettingSpec& row) const {
    const SettingText* only = nullptr;
    for (const SettingText& one : settings_) {
      if (one.name != row.name || one.block != title_of(block)) continue;
      if (only != nullptr) return {};  // of which of them?
      only = &one;
    }
    return only == nullptr || only->stands_for.empty()
               ? ""
               : fmt::format("\n\n`{}` is `{}` here", only->value, only->stands_for);
  }
  void value(const SettingSpec& row, const Expression& e) {
    const Expression* at = expression_at(e, file_, offset_);
    const Option* option = at != nullptr && is_word(*at) ? find_option(row, at->text) : nullptr;
    const bool own = at != nullptr && row.type == SettingType::activation && model_.find(at->text) != nullptr;
    if (option != nullptr && !own) {
      result_ = Explanation{at->kind == ExprKind::call ? at->operator_span : at->span, explained(row, *option)};
    } else if (const auto builtin = at != nullptr && !own && row.type == SettingType::activation
                                        ? find_word(reference_activations(), at->text)
                                        : std::nullopt) {
      result_ = Explanation{at->span, explained(*builtin)};
    } else if (!argument(row, e)) {
      expression(e, {});
    }
  }
  /// `n` and the value of `nlaaf(n = 10)`, wherever in the value that stands.
  bool argument(const SettingSpec& row, const Expression& e) {
    const Option* option = e.kind == ExprKind::call ? find_option(row, e.text) : nullptr;
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (option != nullptr && e.arguments[i].kind == ArgumentForm::Kind::named && here(e.arguments[i].name.span))
        for (const SettingSpec& one : option->arguments)
          if (one.name == e.arguments[i].name.text) {
            result_ = Explanation{e.arguments[i].name.span, explained(*option, one)};
            return true;
          }
      if (here(e.children[i].span) && e.kind != ExprKind::binary && argument(row, e.children[i])) return true;
    }
    return false;
  }

  // --- names and expressions ----------------------------------------------------------------------

  void expression(const Expression& whole, const Surroundings& surroundings) {
    const Expression* e = expression_at(whole, file_, offset_);
    if (e == nullptr) return;
    const bool word = is_word(*e);
    const NameReading reading = word ? read_name(model_, e->text) : NameReading{};
    if (word && (reading.kind == Kind::symbol || reading.kind == Kind::unknown)) return;  // a mention, an argument
    const auto facts = facts_of(model_, *e, surroundings);
    std::string text = word ? explained_word(model_, e->text, reading) : quoted(print_expression(*e));
    if (facts) text += fmt::format("\n\n{}", shown(*facts));
    result_ = Explanation{e->kind == ExprKind::name ? e->span : e->operator_span, text};
  }
  /// A word in a statement that cannot be read, or of the language itself.
  std::optional<Explanation> word() const {
    const Scan scanned = scan(model_.sources, file_);
    for (const Token& token : scanned.tokens) {
      const Span span{file_, token.begin, token.end};
      if (token.kind != TokenKind::word || !here(span)) continue;
      for (const auto& words : {reference_statements(), reference_functions(), reference_places()})
        if (const auto known = find_word(words, token.text)) return Explanation{span, explained(*known)};
      for (const BlockSpec& block : model_.schema->blocks())
        if (block.keyword == token.text && block.variant.empty()) return Explanation{span, explained(block)};
    }
    return std::nullopt;
  }

  const Reading& reading_;
  const Model& model_;
  const std::vector<SettingText>& settings_;
  std::uint32_t file_, offset_;
  std::optional<Explanation> result_;
};

}  // namespace

std::optional<Explanation> explain_at(const Reading& reading, const std::vector<SettingText>& settings,
                                      std::uint32_t file, std::uint32_t offset) {
  return Explainer(reading, settings, file, offset).run();
}

}  // namespace ansatz::dsl

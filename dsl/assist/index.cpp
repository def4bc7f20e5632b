// The walk through the statements, which knows what is bound where. A value of a setting is words of the table of
// settings first, as where it is read (ValueReader).
#include "assist/index.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "assist/declarations.hpp"
#include "assist/words.hpp"
#include "names/names.hpp"
#include "settings/settings.hpp"

namespace ansatz::dsl {
namespace {

/// The coordinates of a derivative in the order in which `suffix` writes them: one of their orders, and one alone, as
/// the name is not ambiguous.
bool order_as_written(const Model& model, std::string_view suffix, std::vector<std::size_t> left,
                      std::vector<std::size_t>& order) {
  if (left.empty()) return suffix.empty();
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::string& name = model.coordinates[left[i]].text;
    if (!suffix.starts_with(name) || (i > 0 && left[i] == left[i - 1])) continue;
    std::vector<std::size_t> others = left;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    order.push_back(left[i]);
    if (order_as_written(model, suffix.substr(name.size()), std::move(others), order)) return true;
    order.pop_back();
  }
  return false;
}

class Indexer {
 public:
  Indexer(const Model& model, Reading& reading)
      : model_(model), reading_(reading), declared_(declare_names(model, reading)) {}

  void run() {
    for (const Statement& statement : model_.statements) {
      if (model_.is_generated(statement)) continue;
      statement_ = &statement;
      std::visit([&](const auto& content) { walk_in(content); }, statement.content);
    }
    std::stable_sort(reading_.mentions.begin(), reading_.mentions.end(), [](const Mention& a, const Mention& b) {
      return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
    });
  }

 private:
  // --- statements ---------------------------------------------------------------------------------

  void walk_in(const Definition& definition) {
    const auto outer = bound_.size();
    if (definition.range) walk(*definition.range);
    for (const Name& parameter : definition.parameters)
      bound_.emplace_back(parameter.text, find_in(declared_.arguments[definition.name.text], parameter.text));
    if (definition.value) walk(*definition.value);
    bound_.resize(outer);
  }
  void walk_in(const DomainDeclaration& domain) {
    walk(domain.shape);
    const BlockSpec* with = model_.schema->find_block("with", "domain");
    for (const Setting& setting : domain.with)
      walk_value(setting.value, with != nullptr ? find_setting(*with, setting.key.text) : nullptr);
  }
  void walk_in(const GivenDeclaration& given) {
    for (const Expression& value : given.how.children) walk(value);
  }
  void walk_in(const FieldDeclaration& fields) {
    for (const Name& name : fields.of) mention_name(name.text, name.span);
    for (const FieldPart& part : fields.parts) walk(part.where);
  }
  void walk_in(const ConditionStatement& condition) {
    if (condition.kind == ConditionStatement::Kind::ansatz) bound_.emplace_back("net", not_declared);
    for (const Equation& equation : condition.equations) {
      walk(equation.left);
      walk(equation.right);
    }
    bound_.clear();
    if (condition.table)
      for (const Name& name : condition.table->names) mention_name(name.text, name.span);
    if (condition.region) {
      for (const RegionPlace& place : condition.region->places) {
        if (place.coordinate) mention_name(place.coordinate->text, place.coordinate->span);
        walk(place.value);
      }
      if (condition.region->where) walk(*condition.region->where);
    }
    const bool check = condition.kind == ConditionStatement::Kind::check;
    const BlockSpec* with = model_.schema->find_block("with", check ? "check" : "");
    for (const Setting& setting : condition.with)
      walk_value(setting.value, with != nullptr ? find_setting(*with, setting.key.text) : nullptr);
  }
  void walk_in(const Block& block) {
    for (const Name& name : block.of) mention_name(name.text, name.span);
    for (const Setting& setting : block.settings) {
      mention_key(block, setting.key);
      walk_value(setting.value, find_row(*model_.schema, block, setting.key.text));
    }
  }
  void walk_in(const Header&) {}
  void walk_in(const Text&) {}

  /// `walls` of a loss, `t` of a plot, `nu` and `network.first.hidden` of a sweep.
  void mention_key(const Block& block, const Name& key) {
    const bool sweep = block.keyword == "sweep";
    if (!is_as_written(key.text, key.span)) return;
    if (key.text.find('.') == std::string::npos) {
      const std::size_t number = find_in(block.keyword == "loss" ? declared_.conditions : declared_.symbols, key.text);
      if (number != not_declared && (sweep || block.keyword == "loss" || block.keyword == "plot"))
        mention(number, key.span);
      return;
    }
    const std::string_view head = std::string_view(key.text).substr(0, key.text.find('.'));
    const NameNumbers& numbers = head == "loss" ? declared_.conditions : declared_.networks;
    for (std::size_t begin = head.size() + 1; begin < key.text.size();) {
      const std::size_t end = std::min(key.text.find('.', begin), key.text.size());
      const std::size_t number = find_in(numbers, std::string_view(key.text).substr(begin, end - begin));
      if (number != not_declared && (head == "loss" || head == "network")) mention(number, part(key.span, begin, end));
      begin = end + 1;
    }
  }

  // --- expressions --------------------------------------------------------------------------------

  /// Of `unary = [tanh, wave]` the `let`s.
  void walk_functions(const Expression& e) {
    if (e.kind == ExprKind::name && model_.find(e.text) != nullptr) return walk(e);
    for (const Expression& child : e.children) walk_functions(child);
  }

  void walk_value(const Expression& e, const SettingSpec* spec) {
    if (spec == nullptr) return walk(e);
    if (spec->of_search == SearchValue::functions) return walk_functions(e);
    if (spec->type == SettingType::text) return;
    if (spec->type == SettingType::criteria && e.kind == ExprKind::comparison && e.children.size() == 2)
      return walk(e.children[1]);  // `loss < 1e-8`: the left side is a word
    const bool own_first = spec->type == SettingType::activation || spec->type == SettingType::inputs;
    const bool own = own_first && is_word(e) && model_.find(e.text) != nullptr;
    const Option* option = is_word(e) && !own ? find_option(*spec, e.text) : nullptr;
    if (option != nullptr) return walk_arguments(e, *option);
    if (is_word(e)) return walk(e);
    if (e.kind == ExprKind::binary) {
      const std::vector<const Expression*> spine = left_spine(e);
      walk_value(spine.back()->children[0], spec);
      for (std::size_t i = spine.size(); i > 0; --i) walk_value(spine[i - 1]->children[1], spec);
      return;
    }
    for (const Expression& child : e.children) walk_value(child, spec);
  }
  void walk_arguments(const Expression& call, const Option& option) {
    for (std::size_t i = 0; i < call.children.size(); ++i) {
      const ArgumentForm& form = call.arguments[i];
      const bool named = form.kind == ArgumentForm::Kind::named;
      const SettingSpec* argument = nullptr;
      for (const SettingSpec& one : option.arguments)
        if (named ? one.name == form.name.text : &one == option.arguments.data() + i) argument = &one;
      walk_value(call.children[i], argument);
    }
  }

  void walk(const Expression& e) {
    if (e.kind == ExprKind::name) return mention_name(e.text, e.span);
    if (e.kind == ExprKind::call) return walk_call(e);
    if (e.kind == ExprKind::binary) {
      const std::vector<const Expression*> spine = left_spine(e);
      walk(spine.back()->children[0]);
      for (std::size_t i = spine.size(); i > 0; --i) walk(spine[i - 1]->children[1]);
      return;
    }
    for (const Expression& child : e.children) walk(child);
  }
  void walk_call(const Expression& e) {
    const auto outer = bound_.size();
    mention_name(e.text, e.operator_span);
    const bool residual = e.text == "residual" && model_.find(e.text) == nullptr && e.children.size() == 1;
    if (residual && e.children[0].kind == ExprKind::name)
      return mention_condition(e.children[0].text, e.children[0].span);
    // Binders are visible in the other arguments; their ranges are not.
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (e.arguments[i].kind == ArgumentForm::Kind::named) mention_argument(e.text, e.arguments[i].name);
      if (e.arguments[i].kind != ArgumentForm::Kind::binder) continue;
      walk(e.children[i]);
      const Name& name = e.arguments[i].name;
      const Symbol* symbol = model_.find(name.text);
      if (symbol != nullptr && symbol->kind == SymbolKind::coordinate)
        mention_name(name.text, name.span);
      else
        bound_.emplace_back(name.text, enter_name(reading_, NamedKind::argument, name, *statement_));
    }
    for (std::size_t i = 0; i < e.children.size(); ++i)
      if (e.arguments[i].kind != ArgumentForm::Kind::binder) walk(e.children[i]);
    bound_.resize(outer);
  }
  /// `x` of u(x = 0), `a` of an activation act(a = 1).
  void mention_argument(const std::string& function, const Name& name) {
    const auto arguments = declared_.arguments.find(function);
    const std::size_t own =
        arguments == declared_.arguments.end() ? not_declared : find_in(arguments->second, name.text);
    if (own != not_declared) return mention(own, name.span);
    const NameReading reading = read_name(model_, function);
    if (reading.symbol != nullptr && reading.symbol->kind == SymbolKind::field) mention_name(name.text, name.span);
  }

  // --- names --------------------------------------------------------------------------------------

  void mention_name(std::string_view name, Span span) {
    for (auto bound = bound_.rbegin(); bound != bound_.rend(); ++bound)
      if (bound->first == name) {
        if (bound->second != not_declared) mention(bound->second, span);
        return;
      }
    using Kind = NameReading::Kind;
    const NameReading reading = read_name(model_, name);
    if (reading.kind == Kind::unknown) return mention_condition(name, span);
    if (reading.kind == Kind::symbol) return mention_symbol(*reading.symbol, span);
    if (!is_as_written(name, span)) return;
    if (reading.kind == Kind::coordinate_operator)
      return mention_symbol(*model_.find(name.substr(1)), part(span, 1, name.size()));
    if (reading.symbol == nullptr) return;
    const std::size_t stem = reading.symbol->name.text.size();
    mention_symbol(*reading.symbol, part(span, 0, stem));
    std::vector<std::size_t> order;
    if (reading.kind != Kind::derivative ||
        !order_as_written(model_, name.substr(stem + 1), reading.coordinates, order))
      return;
    std::size_t at = stem + 1;
    for (const std::size_t by : order) {
      const std::string& coordinate = model_.coordinates[by].text;
      mention_name(coordinate, part(span, at, at + coordinate.size()));
      at += coordinate.size();
    }
  }
  void mention_symbol(const Symbol& symbol, Span span) {
    if (const std::size_t number = find_in(declared_.symbols, symbol.name.text); number != not_declared)
      mention(number, span);
  }
  void mention_condition(std::string_view name, Span span) {
    if (const std::size_t number = find_in(declared_.conditions, name); number != not_declared) mention(number, span);
  }
  void mention(std::size_t number, Span span) { reading_.mentions.push_back({span, number, false}); }

  /// Whether the text has these very letters: not a look-alike of them, or something that was repaired.
  bool is_as_written(std::string_view name, Span span) const {
    return std::string_view(model_.sources[span.file].text).substr(span.begin, span.end - span.begin) == name;
  }
  static Span part(Span span, std::size_t begin, std::size_t end) {
    return {span.file, span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(end)};
  }

  const Model& model_;
  Reading& reading_;
  const Statement* statement_ = nullptr;
  Declarations declared_;
  std::vector<std::pair<std::string, std::size_t>> bound_;  // visible here, the innermost last
};

}  // namespace

void index_names(const Model& model, Reading& reading) { Indexer(model, reading).run(); }

}  // namespace ansatz::dsl

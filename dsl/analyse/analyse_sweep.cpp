// The `sweep` of a file: what its keys name, and every value read as it would be read where it is used, at its place.
//
// Nothing of it enters the problem. An axis that the command line gives one value is none: the command line goes before
// the file, and so the combinations, which are compiled with a value for every axis, do not read all values again.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyse/analyser.hpp"
#include "ansatz/dsl/format.hpp"
#include "diagnostics/finding.hpp"
#include "evaluate/series.hpp"
#include "settings/keys.hpp"
#include "source/limits.hpp"

namespace ansatz::dsl {
namespace {

/// A setting that an axis sets.
struct Reached {
  const EffectiveBlock* block = nullptr;
  SettingSpec row;

  bool is_set_by_command_line() const {
    const EffectiveSetting* setting = block->find(row.name);
    return setting != nullptr && setting->origin == Origin::command_line;
  }
};

/// What an axis is of: a parameter, or a setting of one block or of several.
struct Target {
  std::string key;  // as `--set` calls it
  const Declared* parameter = nullptr;
  std::vector<Reached> settings;
  Span place;

  bool is_fixed() const {
    if (parameter != nullptr) return parameter->override.has_value();
    return std::all_of(settings.begin(), settings.end(), [](const Reached& s) { return s.is_set_by_command_line(); });
  }
  bool meets(const Target& other) const {
    if (parameter != nullptr) return parameter == other.parameter;
    return std::any_of(settings.begin(), settings.end(), [&](const Reached& mine) {
      return std::any_of(other.settings.begin(), other.settings.end(), [&](const Reached& theirs) {
        return mine.block == theirs.block && mine.row.name == theirs.row.name;
      });
    });
  }
  /// Whether its values are lists, so that what looks like one is a value and not several.
  bool takes_lists() const {
    return std::any_of(settings.begin(), settings.end(), [](const Reached& setting) {
      const SettingType type = setting.row.type;
      return type == SettingType::whole_list || type == SettingType::real_list;
    });
  }
};

/// As it is written.
struct Axis {
  Name key;
  const Expression* values = nullptr;
};

class SweepReader {
 public:
  explicit SweepReader(Analyser& analyser)
      : analyser_(analyser), model_(analyser.model), values_(model_, analyser.constants, analyser.resolver) {}

  void read() {
    for (const Axis& axis : axes()) analyser_.guarded([&] { read_axis(axis); });
    double runs = 1;
    for (const SweepAxis& axis : sweep().axes) runs *= static_cast<double>(axis.values.size());
    if (runs > static_cast<double>(limits::sweep_runs))
      report(Finding(Code::too_large, targets_.back().place,
                     fmt::format("the sweep has {} runs, more than {}", runs, limits::sweep_runs))
                 .label("one run for every combination")
                 .help("take out an axis or values, or make several sweeps"));
  }

 private:
  Sweep& sweep() { return analyser_.facts.sweep; }
  void report(const Finding& finding) { analyser_.diagnostics.push_back(finding); }

  /// Those of the file, in the order of its sweep, and those of the command line in their place or after them.
  std::vector<Axis> axes() {
    std::vector<Axis> all;
    for (const Statement* statement : model_.sweeps) {
      if (statement != model_.sweeps.front()) {
        report(Finding(Code::already_taken, statement->keyword, "a file has one `sweep`")
                   .label("the second")
                   .also(model_.sweeps.front()->keyword, "the first"));
        continue;
      }
      check_name(*statement, false, analyser_.diagnostics);
      for (const Setting& axis : std::get<Block>(statement->content).settings) all.push_back({axis.key, &axis.value});
    }
    for (const Setting& axis : model_.overrides) {
      if (!axis.key.text.starts_with(sweep_prefix)) continue;
      const Axis said{{axis.key.text.substr(sweep_prefix.size()), axis.key.span}, &axis.value};
      const auto same = std::find_if(all.begin(), all.end(), [&](auto& one) { return one.key.text == said.key.text; });
      if (same == all.end())
        all.push_back(said);
      else
        *same = said;
    }
    return all;
  }

  void read_axis(const Axis& axis) {
    Target target = target_of(axis.key);
    for (std::size_t i = 0; i < targets_.size(); ++i)
      if (targets_[i].meets(target))
        fail(Finding(Code::already_taken, axis.key.span, fmt::format("`{}` varies twice", axis.key.text))
                 .label("the second")
                 .also(targets_[i].place, "the first"));
    targets_.push_back(target);
    if (target.is_fixed()) return;
    SweepAxis read{axis.key.text, target.key, {}};
    std::map<std::string, Span> known;
    Span wrong;
    for (const Expression& value : members(target, axis)) {
      const bool next_of_wrong = value.span.begin == wrong.begin && value.span.end == wrong.end;  // said once a series
      if (next_of_wrong) continue;
      const bool good = analyser_.guarded([&] {
        const auto [first, added] = known.try_emplace(read_value(target, value), value.span);
        if (!added)
          fail(Finding(Code::already_taken, value.span,
                       fmt::format("`{}` has the value `{}` twice", axis.key.text, print_expression(value)))
                   .label("the second")
                   .also(first->second, "the first"));
        read.values.push_back(print_expression(value));
      });
      if (!good) wrong = value.span;
    }
    sweep().axes.push_back(std::move(read));
  }

  Target target_of(const Name& key) {
    const Symbol* symbol = model_.find(key.text);
    if (symbol != nullptr && symbol->kind == SymbolKind::parameter)
      return {key.text, &model_.parameters[symbol->index], {}, key.span};
    Target target{key.text == "seed" ? "compute.seed" : key.text, nullptr, {}, key.span};
    for (const EffectiveBlock& block : analyser_.facts.blocks)
      if (const auto name = setting_named_by(target.key, block))
        if (auto row = find_row(model_, *block.spec, *name)) target.settings.push_back({&block, std::move(*row)});
    if (target.settings.empty()) fail_unknown(key);
    std::vector<const EffectiveBlock*> blocks;
    for (const Reached& reached : target.settings) blocks.push_back(reached.block);
    if (const auto several = several_blocks_named({target.key, key.span}, blocks))
      analyser_.diagnostics.push_back(*several);
    const Reached& first = target.settings.front();
    const std::string_view keyword = first.block->spec->keyword;
    if ((keyword == "output" && first.row.name == "dir") || (keyword == "compute" && first.row.name == "threads"))
      fail(Finding(Code::unknown_target, key.span, fmt::format("`{}` cannot vary in a sweep", key.text))
               .label(keyword == "output" ? "every run has a folder of its own" : "it changes no result"));
    return target;
  }

  [[noreturn]] void fail_unknown(const Name& key) {
    for (const Statement* statement : model_.blocks) {  // one with mistakes was not read, and may have the setting
      const bool read = std::any_of(analyser_.facts.blocks.begin(), analyser_.facts.blocks.end(),
                                    [&](const EffectiveBlock& block) { return block.statement == statement; });
      if (!read && key.text.starts_with(std::get<Block>(statement->content).keyword + ".")) throw Broken{};
    }
    fail(Finding(Code::unknown_target, key.span, fmt::format("there is no parameter or setting `{}`", key.text))
             .label("nothing that can vary")
             .help(advice_on_key(model_, key.text)));
  }

  /// One tree for each value; those of a series are numbers at its place.
  std::vector<Expression> members(const Target& target, const Axis& axis) {
    std::vector<Expression> all;
    const auto add = [&](const Expression& tree) {
      if (target.takes_lists() || !is_series(model_, tree)) {
        all.push_back(tree);
        return;
      }
      for (const Expression& child : tree.children)
        if (!analyser_.resolver.resolve(child)) throw Broken{};
      for (const double number : numbers_of_series(analyser_.constants, tree)) {
        Expression& value = all.emplace_back();
        value.span = tree.span;
        value.number = number;
      }
    };
    const Expression& tree = *axis.values;
    const bool is_list = tree.kind == ExprKind::list;
    if (!is_list && (target.takes_lists() || !is_series(model_, tree))) fail_no_list(axis);
    if (is_list && tree.children.empty())
      fail(Finding(Code::wrong_value, tree.span, fmt::format("the list of values of `{}` is empty", axis.key.text))
               .label("no values"));
    const auto simple = [](const Expression& child) {
      return child.kind != ExprKind::list && child.kind != ExprKind::binary;
    };
    if (target.takes_lists() && std::all_of(tree.children.begin(), tree.children.end(), simple)) fail_one_list(axis);
    if (!is_list) add(tree);
    for (std::size_t i = 0; is_list && i < tree.children.size(); ++i) add(tree.children[i]);
    return all;
  }

  [[noreturn]] void fail_no_list(const Axis& axis) const {
    const Expression& tree = *axis.values;
    std::string help = fmt::format("as in `{} = [{}, ...]`", axis.key.text, print_expression(tree));
    if (tree.kind == ExprKind::call) {
      const bool range = tree.children.size() == 2 && model_.find(tree.text) == nullptr;
      const std::string list = range
                                   ? fmt::format("`{}..{}`, which ends with {}", print_expression(tree.children[0]),
                                                 print_expression(tree.children[1]), print_expression(tree.children[1]))
                                   : "a list, `1..5`";
      help = fmt::format("write {}, `linspace(0, 1, 5)` or `logspace(1e-3, 1, 4)`", list);
    }
    fail(Finding(Code::wrong_value, tree.span, fmt::format("the values of `{}` must be a list", axis.key.text))
             .label("not a list of values")
             .help(std::move(help)));
  }

  /// `network.hidden = [10, 20]`: two networks are meant where the numbers differ, and one where they do not.
  [[noreturn]] void fail_one_list(const Axis& axis) const {
    const Expression& tree = *axis.values;
    std::set<std::string> different;
    std::string lists;
    for (const Expression& child : tree.children) {
      const std::string text = print_expression(child);
      different.insert(text);
      lists += fmt::format("{}[{}]", lists.empty() ? "" : ", ", text);
    }
    Finding finding =
        Finding(Code::wrong_value, tree.span, fmt::format("each value of `{}` is a list itself", axis.key.text))
            .label("one list")
            .help(fmt::format("write a list of lists: `[{}]`", print_expression(tree)));
    if (different.size() == tree.children.size())
      finding.help(fmt::format("write a list of lists: `[{}]`", lists)).fix(tree.span, fmt::format("[{}]", lists));
    fail(finding);
  }

  /// Reads a value for all that it would set; what it is, in words that equal values share.
  std::string read_value(const Target& target, const Expression& tree) {
    if (target.parameter != nullptr) return print_number(read_parameter(*target.parameter, tree));
    std::string text = print_expression(tree);
    for (const Reached& setting : target.settings) {
      const SettingValue value = values_.read(setting.row, tree);
      const bool number = setting.row.type == SettingType::whole || setting.row.type == SettingType::real;
      if (number && !value.is_option) text = print_number(value.number());
    }
    return text;
  }

  double read_parameter(const Declared& parameter, const Expression& tree) {
    if (!analyser_.resolver.resolve(tree)) throw Broken{};
    std::vector<Diagnostic> silent;
    Resolver names(model_, silent);
    names.resolve(tree);
    if (declarations_behind(model_, names.take_used()).count(&parameter) != 0)
      fail(Finding(Code::circular, tree.span, fmt::format("a value of `{}` speaks of itself", parameter.name()))
               .label("needs its own value"));
    if (parameter.broken) throw Broken{};
    return read_number(analyser_, parameter, tree);
  }

  Analyser& analyser_;
  Model& model_;
  ValueReader values_;
  std::vector<Target> targets_;  // of the axes so far
};

}  // namespace

void analyse_sweep(Analyser& analyser) { SweepReader(analyser).read(); }

}  // namespace ansatz::dsl

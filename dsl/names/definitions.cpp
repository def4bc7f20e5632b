// The graph of definitions: what each uses, cycles, depth once expanded, what is used at all.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "diagnostics/finding.hpp"
#include "names/names.hpp"

namespace ansatz::dsl {
namespace {

constexpr std::size_t deepest = 1500;  // nesting of an expression with all definitions written out

struct Node {
  Declared* declared = nullptr;
  std::vector<std::size_t> uses;
  std::size_t own_depth = 0;
  std::size_t depth = 0;
  enum class State { fresh, open, done } state = State::fresh;
};

class DefinitionGraph {
 public:
  DefinitionGraph(Model& model, std::vector<Diagnostic>& diagnostics) : model_(model), diagnostics_(diagnostics) {
    for (auto* kind : {&model.parameters, &model.definitions, &model.unknowns})
      for (Declared& declared : *kind) {
        ids_[declared.name()] = nodes_.size();
        nodes_.push_back({&declared, {}, 0, 0, Node::State::fresh});
      }
    for (Node& node : nodes_) resolve(node);
  }

  void visit_all() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].state == Node::State::fresh) visit(i);
  }

 private:
  void resolve(Node& node) {
    Resolver resolver(model_, diagnostics_);
    const Expression* value = node.declared->value();
    const bool valued = value != nullptr || node.declared->definition->table;
    if (!valued || (value != nullptr && !resolver.resolve(*value, node.declared->definition->parameters)))
      node.declared->broken = true;
    if (const auto& range = node.declared->definition->range; range && !resolver.resolve(*range))
      node.declared->broken = true;
    for (const Symbol* symbol : resolver.take_used())
      if (const auto found = ids_.find(symbol->name.text); found != ids_.end()) node.uses.push_back(found->second);
    node.own_depth = resolver.take_depth();
  }

  /// Depth first without recursion: a file may chain thousands of definitions.
  void visit(std::size_t root) {
    std::vector<std::pair<std::size_t, std::size_t>> path{{root, 0}};  // node, next of its uses
    nodes_[root].state = Node::State::open;
    while (!path.empty()) {
      auto& [id, next] = path.back();
      Node& node = nodes_[id];
      if (next == node.uses.size()) {
        finish(node);
        path.pop_back();
        continue;
      }
      const std::size_t used = node.uses[next++];
      if (nodes_[used].state == Node::State::open) {
        report_cycle(path, used);
      } else if (nodes_[used].state == Node::State::fresh) {
        nodes_[used].state = Node::State::open;
        path.emplace_back(used, 0);
      }
    }
  }

  void finish(Node& node) {
    node.state = Node::State::done;
    node.depth = node.own_depth;
    for (const std::size_t used : node.uses) {
      node.depth = std::max(node.depth, node.own_depth + nodes_[used].depth);
      if (nodes_[used].declared->broken) node.declared->broken = true;
    }
    if (node.depth <= deepest || node.declared->broken) return;
    node.declared->broken = true;
    const Name& name = node.declared->definition->name;
    diagnostics_.push_back(Finding(Code::too_large, name.span,
                                   fmt::format("`{}` is nested more than {} deep once the "
                                               "definitions it uses are written out",
                                               name.text, deepest)));
  }

  void report_cycle(const std::vector<std::pair<std::size_t, std::size_t>>& path, std::size_t first) {
    const auto begin = std::find_if(path.begin(), path.end(), [&](const auto& step) { return step.first == first; });
    std::string chain;
    for (auto step = begin; step != path.end(); ++step) {
      nodes_[step->first].declared->broken = true;
      if (step - begin < 10) chain += nodes_[step->first].declared->name() + " -> ";
    }
    const Name& name = nodes_[first].declared->definition->name;
    diagnostics_.push_back(
        Finding(Code::circular, name.span, fmt::format("`{}` depends on itself: {}{}", name.text, chain, name.text))
            .label("defined by itself"));
  }

  Model& model_;
  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, std::size_t, std::less<>> ids_;
  std::vector<Node> nodes_;
};

}  // namespace

void resolve_definitions(Model& model, std::vector<Diagnostic>& diagnostics) {
  DefinitionGraph(model, diagnostics).visit_all();
}

}  // namespace ansatz::dsl

// Trees for the tests: written out without places, and made at random.
#pragma once

#include <fmt/core.h>

#include <random>
#include <string>

#include "ansatz/dsl/syntax.hpp"

namespace ansatz::dsl::testing {

/// An expression as nested brackets: "(+ a (^ b 2))". Two trees are the same when their outlines are.
inline std::string outline(const Expression& e) {
  std::string head;
  switch (e.kind) {
    case ExprKind::number: return fmt::format("{}", e.number);
    case ExprKind::boolean: return e.number != 0 ? "true" : "false";
    case ExprKind::string: return "'" + e.text + "'";
    case ExprKind::name: return e.text;
    case ExprKind::conditional: head = "if"; break;
    case ExprKind::comparison: head = "chain"; break;
    case ExprKind::list: head = "list"; break;
    case ExprKind::call: head = "call " + e.text; break;
    default: head = e.text;
  }
  for (const std::string& op : e.operators) head += " " + op;
  for (std::size_t i = 0; i < e.children.size(); ++i) {
    head += ' ';
    if (i < e.arguments.size() && e.arguments[i].kind == ArgumentForm::Kind::named)
      head += e.arguments[i].name.text + "=";
    if (i < e.arguments.size() && e.arguments[i].kind == ArgumentForm::Kind::binder)
      head += e.arguments[i].name.text + ":";
    head += outline(e.children[i]);
  }
  return "(" + head + ")";
}

inline std::string outline(const Setting& s) { return s.key.text + "=" + outline(s.value) + ";"; }

inline std::string outline(const Statement& s) {
  struct Visitor {
    std::string operator()(const Header& h) { return "pde " + h.version; }
    std::string operator()(const Text& t) { return fmt::format("text {} {}", static_cast<int>(t.kind), t.text); }
    std::string operator()(const Definition& d) {
      std::string out = fmt::format("definition {} {} {} (", static_cast<int>(d.kind), d.name.text, d.is_function);
      for (const Name& p : d.parameters) out += p.text + " ";
      out += ")";
      if (d.value) out += outline(*d.value);
      if (d.range) out += fmt::format(" in {} {}", d.range_is_set, outline(*d.range));
      return out;
    }
    std::string operator()(const DomainDeclaration& d) {
      std::string out = fmt::format("domain {} ", static_cast<int>(d.kind));
      for (const Name& n : d.names) out += n.text + " ";
      return out + outline(d.shape);
    }
    std::string operator()(const GivenDeclaration& g) {
      std::string out = "given " + g.name.text + " ";
      for (const Name& n : g.arguments) out += n.text + " ";
      return out + outline(g.how);
    }
    std::string operator()(const FieldDeclaration& f) {
      std::string out = "field ";
      for (const Name& n : f.names) out += n.text + " ";
      return out;
    }
    std::string operator()(const ConditionStatement& c) {
      std::string out = fmt::format("condition {} {}: ", static_cast<int>(c.kind), c.label ? c.label->text : "");
      for (const Equation& e : c.equations) out += outline(e.left) + e.relation + outline(e.right) + ", ";
      if (c.table) {
        for (const Name& n : c.table->names) out += n.text + " ";
        out += "from " + c.table->file;
      }
      if (c.region) {
        out += "on ";
        for (const RegionPlace& p : c.region->places)
          out += (p.coordinate ? p.coordinate->text + "@" : "") + outline(p.value);
        if (c.region->where) out += "where " + outline(*c.region->where);
      }
      for (const Setting& s : c.with) out += outline(s);
      return out;
    }
    std::string operator()(const Block& b) {
      std::string out = fmt::format("{} {} {} of ", b.keyword, b.name ? b.name->text : "", b.has_braces);
      for (const Name& n : b.of) out += n.text + " ";
      for (const Setting& s : b.settings) out += outline(s);
      return out;
    }
  };
  return s.documentation + "|" + std::visit(Visitor{}, s.content);
}

inline std::string outline(const File& file) {
  std::string out;
  for (const Statement& s : file.statements) out += outline(s) + "\n";
  return out;
}

/// Random expressions of every kind, at most `depth` deep.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  Expression expression(int depth) {
    Expression e;
    switch (depth == 0 ? below(4) : below(10)) {
      case 0: e.kind = ExprKind::number, e.number = below(2) ? below(100) : below(1000) / 1024.0; break;
      case 1: e.kind = ExprKind::boolean, e.number = below(2); break;
      case 2:
        if (below(5) == 0) {
          e.kind = ExprKind::string, e.text = "a # \xCE\xBD";
          break;
        }
        [[fallthrough]];
      case 3: e.kind = ExprKind::name, e.text = pick({"x", "u_xx", "\xCE\xBD", "a1", "_b"}); break;
      case 4:
        e.kind = ExprKind::unary, e.text = pick({"-", "+", "not"});
        children(e, 1, depth);
        break;
      case 5:
      case 6:
        e.kind = ExprKind::binary, e.text = pick({"or", "and", "..", "+", "-", "*", "/", "&", "^"});
        children(e, 2, depth);
        break;
      case 7: {
        e.kind = ExprKind::comparison;
        const int n = 2 + below(2);
        for (int i = 1; i < n; ++i) e.operators.push_back(pick({"==", "!=", "<", "<=", ">", ">="}));
        children(e, n, depth);
        break;
      }
      case 8:
        e.kind = below(3) ? ExprKind::list : ExprKind::conditional;
        children(e, e.kind == ExprKind::list ? below(4) : 3, depth);
        break;
      default:
        e.kind = ExprKind::call, e.text = pick({"f", "sin", "u"});
        children(e, below(3), depth);
        for (std::size_t i = 0; i < e.children.size(); ++i) {
          ArgumentForm form;
          form.kind = static_cast<ArgumentForm::Kind>(below(3));
          if (form.kind != ArgumentForm::Kind::positional) form.name.text = "n";
          e.arguments.push_back(form);
        }
    }
    return e;
  }

 private:
  std::string pick(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<int>(words.size()))];
  }
  void children(Expression& e, int n, int depth) {
    for (int i = 0; i < n; ++i) e.children.push_back(expression(depth - 1));
  }
  std::mt19937 random_;
};

}  // namespace ansatz::dsl::testing

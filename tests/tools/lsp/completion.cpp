// What may be typed at a place.
#include <doctest/doctest.h>

#include <algorithm>

#include "ansatz/dsl/reference.hpp"
#include "session.hpp"

using conversation::all_of;
using conversation::has;
using conversation::Json;
using conversation::rod;
using conversation::Session;
using Words = std::vector<std::string>;

namespace {

/// What is offered where a text ends.
struct Typing {
  Session session;
  std::string before = rod;

  Json items(const std::string& typed) {
    session.open("rod.pde", before + typed);
    Json at = session.at("rod.pde", "¦");
    at["position"] =
        ansatz::lsp::json_of(ansatz::lsp::TextLines(before + typed).position(before.size() + typed.size()));
    return session.result("textDocument/completion", at);
  }
  Words words(const std::string& typed) { return all_of(items(typed), "label"); }
};

void offers(const Words& words, std::initializer_list<const char*> expected) {
  for (const char* word : expected) CHECK_MESSAGE(has(words, word), word);
}
void lacks(const Words& words, std::initializer_list<const char*> others) {
  for (const char* word : others) CHECK_MESSAGE(!has(words, word), word);
}

}  // namespace

TEST_CASE("at the beginning of a line: statements") {
  Typing typing;
  for (const char* typed : {"", "n", "\n", "bc u = 0 on x = 0; "}) {
    CAPTURE(typed);
    const Words words = typing.words(typed);
    offers(words, {"eq", "let", "network", "sweep"});
    lacks(words, {"sin", "nu", "with"});
    CHECK(std::count(words.begin(), words.end(), "train") == 1);
  }
}

TEST_CASE("in expressions: names of the text, derivatives, functions, arguments") {
  Typing typing;
  for (const char* typed : {"eq u_t = ", "let a = nu*", "bc u = 0 + (", "let b = sin(", "bc u = 0 on x = 0 where "}) {
    CAPTURE(typed);
    const Words words = typing.words(typed);
    offers(words, {"u", "u_x", "u_xt", "nu", "source", "wave", "x", "sin", "grad", "pi"});
    lacks(words, {"eq", "hidden"});
  }
  offers(typing.words("let f(a, b) = a + "), {"a", "b"});
  offers(typing.words("ansatz u = t*"), {"net"});
  lacks(typing.words("let f(a"), {"nu"});
  lacks(typing.words("let "), {"nu", "eq"});
}

TEST_CASE("in blocks: what they take and is not given yet; then the words of the setting") {
  Typing typing;
  const Words settings = typing.words("sample { eq = 100; ");
  offers(settings, {"boundary", "method"});
  lacks(settings, {"eq", "sin"});
  offers(typing.words("train "), {"adam", "lm", "lbfgs"});
  offers(typing.words("train adam { l"), {"lr", "steps"});
  offers(typing.words("train adam { lr = 1e-3\n  s"), {"steps", "until"});
  lacks(typing.words("train adam { lr = 1e-3\n  s"), {"lr"});
  offers(typing.words("train adam { lr = "), {"cosine"});
  offers(typing.words("train adam { until = "), {"loss", "error", "minutes"});
  offers(typing.words("network { adaptive = "), {"fixed", "llaaf", "nlaaf"});
  offers(typing.words("network { hidden = [10]; adaptive = nlaaf("), {"n"});
  offers(typing.words("network { activation = "), {"tanh", "wave"});
  offers(typing.words("loss { "), {"walls", "heat", "bc"});
  offers(typing.words("plot slice { "), {"along", "t"});
  offers(typing.words("plot slice { of = "), {"u", "heat", "u_x"});
  offers(typing.words("bc u = 0 on x = 0 with "), {"weight", "points"});
  offers(typing.words("check u >= 0 with "), {"tolerance"});
  offers(typing.words("sweep { "), {"nu", "seed", "network.hidden", "train.lm.steps"});
  offers(typing.words("sweep { network.adaptive = ["), {"fixed", "nlaaf"});
}

TEST_CASE("a key of a sweep with dots is one word, and is replaced as one") {
  Typing typing;
  const Json items = typing.items("sweep { network.hi");
  CHECK(items[0]["textEdit"]["range"]["start"]["character"] == 8);
  CHECK(items[0]["textEdit"]["range"]["end"]["character"] == 18);
}

TEST_CASE("places, clauses, coordinates") {
  Typing typing;
  offers(typing.words("bc u = 0 on "), {"x", "t", "boundary", "point"});
  offers(typing.words("bc u = 0 "), {"on", "with", "where"});
  const Words of = typing.words("field s of ");
  offers(of, {"x", "t"});
  lacks(of, {"u"});
  offers(typing.words("network second of "), {"u"});
}

TEST_CASE("in quotation marks: files, and nothing outside of the folder") {
  Typing typing;
  for (const char* name : {"part.pde", "seen.csv", "deep/inner.pde", ".hidden.pde"}) typing.session.write(name, "");
  const Words texts = typing.words("include \"");
  offers(texts, {"part.pde", "deep/"});
  lacks(texts, {"seen.csv", ".hidden.pde"});
  offers(typing.words("include \"deep/"), {"deep/inner.pde"});
  offers(typing.words("data d { file = \""), {"seen.csv"});
  offers(typing.words("exact u from \""), {"seen.csv"});
  for (const char* typed : {"include \"../", "include \"/", "title \"", "# in a comment "})
    CHECK_MESSAGE(typing.words(typed).empty(), typed);
}

TEST_CASE("every word of the language is offered somewhere, with what it means") {
  Typing typing;
  const Json statements = typing.items(""), expressions = typing.items("let a = ");
  for (const auto& word : ansatz::dsl::reference_statements())
    CHECK_MESSAGE(has(all_of(statements, "label"), word.name), word.name);
  for (const auto& word : ansatz::dsl::reference_functions())
    CHECK_MESSAGE(has(all_of(expressions, "label"), word.name), word.name);
  const auto sine =
      std::find_if(expressions.begin(), expressions.end(), [](const Json& one) { return one["label"] == "sin"; });
  CHECK((*sine)["detail"] == "sin(x)");
}

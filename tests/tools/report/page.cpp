// The text of a page: self-contained, not large, quickly written. What a browser makes of it: browser.py.
#include "report/page.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <regex>
#include <string>

#include "ansatz/autodiff/error.hpp"
#include "report/assets.hpp"
#include "report/samples.hpp"

using namespace ansatz;

namespace {

/// The page without what its own scripts and its style say.
std::string markup(std::string page) {
  const auto cut = [&](std::string_view part) {
    const auto at = page.find(part);
    REQUIRE(at != std::string::npos);
    page.erase(at, part.size());
  };
  for (const auto& script : report::assets::scripts) cut(script.text);
  cut(report::assets::style);
  return page;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

}  // namespace

TEST_CASE("a page asks for nothing: no address in markup or style but places within the page and data") {
  static const std::regex address(R"re((src|href|srcset|action|data|poster)\s*=\s*["']?([^"' >]*))re");
  for (const auto& sample : {test::sample_report(), test::hostile_report()}) {
    const std::string text = markup(report::page(sample));
    for (std::sregex_iterator found(text.begin(), text.end(), address), none; found != none; ++found)
      CHECK_MESSAGE(found->str(2).starts_with("#"), found->str());
  }
  const std::string style(report::assets::style);
  CHECK(style.find("@import") == std::string::npos);
  CHECK(count(style, "url(") == count(style, "url(data:font/woff2;base64,"));
  CHECK(count(style, "url(") == 20);
}

TEST_CASE("the security policy forbids everything that is not within the page") {
  const std::string text = report::page(test::sample_report());
  CHECK(text.find("content=\"default-src 'none'; script-src 'sha256-") != std::string::npos);
  CHECK(text.find("script-src 'unsafe-inline'") == std::string::npos);
  CHECK(text.find("http-equiv=\"Content-Security-Policy\"") < text.find("<title>"));
}

TEST_CASE("licences stand in every page") {
  const std::string text = report::page({});
  for (const char* part : {"Mike Bostock", "Khan Academy", "SIL OPEN FONT LICENSE", "WITHOUT WARRANTY OF ANY KIND"})
    CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}

TEST_CASE("a page with nothing in it has no headings of parts") {
  CHECK(count(markup(report::page({})), "<h2>") == 0);
  CHECK(count(markup(report::page(test::sample_report())), "<h2>") == 6);
}

TEST_CASE("markup of users is text everywhere") {
  const std::string text = markup(report::page(test::hostile_report()));
  CHECK(count(text, "<script>") == 3);
  CHECK(count(text, "<script type=\"application/json\">") == 1);
  CHECK(count(text, "</script>") == 4);
  CHECK(text.find("<b onmouseover") == std::string::npos);
  CHECK(text.find("<!--") == std::string::npos);
  CHECK(count(text, "</title>") == 1);
}

TEST_CASE("columns of numbers are aligned to the right, rows of another length are a fault") {
  report::Report report;
  report.sections = {{"Numbers", {}, {{"", {"term", "loss"}, {{"eq", "1.5e-3"}, {"bc", ""}}}}}};
  CHECK(report::page(report).find("<td>eq</td><td class=\"number\">1.5e-3</td>") != std::string::npos);
  report.sections[0].tables[0].rows.push_back({"ic"});
  CHECK_THROWS_AS(report::page(report), InternalFault);
}

TEST_CASE("cells lead to files beside the page, and a table says how it is to be read") {
  report::Report report;
  report.sections = {{"Runs", {}, {{"", {"run"}, {{{"<b>", "runs/a b/report.html"}}, {"plain"}}, "with <i>care"}}}};
  const std::string text = report::page(report);
  CHECK(text.find("<td><a href=\"./runs/a%20b/report.html\">&lt;b&gt;</a></td>") != std::string::npos);
  CHECK(text.find("<td>plain</td>") != std::string::npos);
  CHECK(text.find("<p class=\"note\" dir=\"auto\">with &lt;i&gt;care</p>") != std::string::npos);
}

TEST_CASE("a page is small, and written in a moment") {
  const auto sample = test::sample_report();
  const auto begun = std::chrono::steady_clock::now();
  const std::string text = report::page(sample);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(1));
  CHECK(text.size() - sample.sections[1].figures[0].json.size() < 1'300'000);
}

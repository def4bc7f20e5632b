#include "lsp/messages.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace ansatz::lsp {
namespace {

[[noreturn]] void refuse(const char* name, const char* wanted) {
  throw RequestError{ErrorCode::invalid_params, fmt::format("`{}` must be {}", name, wanted)};
}

/// What is copied or compared takes stack by its depth; messages of the protocol have about ten levels.
constexpr std::size_t deepest = 200;

bool is_too_deep(const std::string& text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size() && depth <= deepest; ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;  // what it escapes
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string) {
      if (c == '[' || c == '{') ++depth;
      if (depth > 0 && (c == ']' || c == '}')) --depth;
    }
  }
  return depth > deepest;
}

}  // namespace

ReadMessage read_message(const std::string& text) {
  if (is_too_deep(text)) return {{}, RequestError{ErrorCode::invalid_request, "the message is nested too deep"}};
  Json message = Json::parse(text, nullptr, false);
  if (message.is_discarded()) return {{}, RequestError{ErrorCode::parse_error, "the message is no JSON text in UTF-8"}};
  if (!message.is_object())
    return {{}, RequestError{ErrorCode::invalid_request, "a message is an object, one at a time"}};
  return {std::move(message), std::nullopt};
}

Json answer_to(const Json& id, Json result) { return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}; }

Json refusal_of(const Json& id, const RequestError& error) {
  return {
      {"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", static_cast<int>(error.code)}, {"message", error.message}}}};
}

Json notification(const char* method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

const Json* optional_member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const Json& member(const Json& object, const char* name) {
  const Json* found = optional_member(object, name);
  if (found == nullptr) refuse(name, "there");
  return *found;
}

const std::string& text_of(const Json& object, const char* name) {
  const Json& found = member(object, name);
  if (!found.is_string()) refuse(name, "a string");
  return found.get_ref<const std::string&>();
}

std::int32_t whole_of(const Json& object, const char* name) {
  const Json& found = member(object, name);
  constexpr auto lowest = std::numeric_limits<std::int32_t>::min(), highest = std::numeric_limits<std::int32_t>::max();
  if (!found.is_number_integer()) refuse(name, "a whole number");
  const bool large = found.is_number_unsigned() && found.get<std::uint64_t>() > static_cast<std::uint64_t>(highest);
  if (large || found.get<std::int64_t>() < lowest || found.get<std::int64_t>() > highest)
    refuse(name, "a number of 32 bits");
  return found.get<std::int32_t>();
}

Position position_of(const Json& json) {
  const auto count = [&](const char* name) {
    const std::int32_t value = whole_of(json, name);
    if (value < 0) refuse(name, "at least 0");
    return static_cast<std::uint32_t>(value);
  };
  return {count("line"), count("character")};
}

Range range_of(const Json& json) { return {position_of(member(json, "start")), position_of(member(json, "end"))}; }

const std::string& document_of(const Json& params) { return text_of(member(params, "textDocument"), "uri"); }

bool says_yes(const Json& object, std::initializer_list<const char*> names) {
  const Json* at = &object;
  for (const char* name : names)
    if ((at = optional_member(*at, name)) == nullptr) return false;
  return at->is_boolean() && at->get<bool>();
}

Json json_of(Position position) { return {{"line", position.line}, {"character", position.character}}; }
Json json_of(Range range) { return {{"start", json_of(range.begin)}, {"end", json_of(range.end)}}; }
Json text_edit(Range range, std::string text) { return {{"range", json_of(range)}, {"newText", std::move(text)}}; }

}  // namespace ansatz::lsp

// What messages are made of: JSON-RPC 2.0 and the parts of it that every feature reads and writes.
//
// What a client sends is read by the functions here, which refuse what is missing or of another type by an error that
// becomes its answer; so no message, however wrong, is more than that.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "lsp/positions.hpp"

namespace ansatz::lsp {

using Json = nlohmann::json;

/// The codes of the protocol (JSON-RPC 2.0, section 5.1; language server protocol 3.17, "Response Message").
enum class ErrorCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  not_initialized = -32002,
  request_failed = -32803,
  request_cancelled = -32800,
};

/// A request that cannot be answered: thrown while it is, and its answer.
struct RequestError {
  ErrorCode code;
  std::string message;
};

/// The message that a text is; of one that is none, or is nested deeper than any message of the protocol, the reason
/// why.
struct ReadMessage {
  Json message;
  std::optional<RequestError> error;
};
ReadMessage read_message(const std::string& text);

Json answer_to(const Json& id, Json result);
Json refusal_of(const Json& id, const RequestError& error);
Json notification(const char* method, Json params);

// Reading. All throw RequestError, invalid_params, where what is asked for is not there or of another type.
const Json& member(const Json& object, const char* name);
const std::string& text_of(const Json& object, const char* name);
/// Null where there is none.
const Json* optional_member(const Json& object, const char* name);
/// A whole number that 32 bits with a sign hold, as the protocol has them.
std::int32_t whole_of(const Json& object, const char* name);
Position position_of(const Json& json);
Range range_of(const Json& json);
/// The `uri` of the `textDocument` that a request is about.
const std::string& document_of(const Json& params);
/// Whether a chain of members leads to `true`: what a client says it can do.
bool says_yes(const Json& object, std::initializer_list<const char*> names);

// Writing.
Json json_of(Position position);
Json json_of(Range range);
Json text_edit(Range range, std::string text);

}  // namespace ansatz::lsp

#include "lsp/server.hpp"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "lsp/features.hpp"

namespace ansatz::lsp {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds typing_pause{120};  // fast typists leave less between two keys
constexpr int message_error = 1;

/// What tells a request from a notification, and is handed back with its answer. Throws RequestError.
const Json* id_of(const Json& message) {
  const auto found = message.find("id");
  if (found == message.end()) return nullptr;
  if (!found->is_string() && !found->is_number_integer())
    throw RequestError{ErrorCode::invalid_request, "`id` must be a whole number or a string"};
  return &*found;
}

const Json& params_of(const Json& message) {
  static const Json none = Json::object();
  const Json* params = optional_member(message, "params");
  return params == nullptr ? none : *params;
}

bool is_answer(const Json& message) {
  return !message.contains("method") && (message.contains("result") || message.contains("error"));
}

}  // namespace

Server::Server(std::vector<std::filesystem::path> allowed, Send send)
    : workspace_(std::move(allowed)), send_(std::move(send)) {}

void Server::receive(const std::string& text) {
  auto [message, error] = read_message(text);
  if (error) return send_(refusal_of(nullptr, *error));
  if (is_answer(message)) return;  // to what this server says, which needs none
  const Json* method = optional_member(message, "method");
  if (method != nullptr && *method == "$/cancelRequest") return cancel(message);
  waiting_.push_back({std::move(message), false});
}

void Server::cancel(const Json& message) {
  const Json* id = optional_member(params_of(message), "id");
  if (id == nullptr) return;
  for (Waiting& one : waiting_) {
    const Json* other = optional_member(one.message, "id");
    if (other != nullptr && other->type() == id->type() && !other->is_structured() && *other == *id)
      one.cancelled = true;
  }
}

bool Server::answer() {
  if (waiting_.empty()) return false;
  const Waiting next = std::move(waiting_.front());
  waiting_.pop_front();
  const Json* id = nullptr;
  try {
    id = id_of(next.message);
    if (next.cancelled && id != nullptr) throw RequestError{ErrorCode::request_cancelled, "cancelled"};
    if (id != nullptr)
      request(next.message);
    else
      notify(text_of(next.message, "method"), params_of(next.message));
  } catch (const RequestError& error) {
    if (id != nullptr)
      send_(refusal_of(*id, error));
    else if (error.code == ErrorCode::invalid_request)
      send_(refusal_of(nullptr, error));
    else
      log(error.message);
  } catch (const std::exception& failure) {  // a file that cannot be read; a fault of ours must not end the session
    if (id != nullptr)
      send_(refusal_of(*id, {ErrorCode::internal_error, failure.what()}));
    else
      log(failure.what());
  }
  return true;
}

void Server::request(const Json& message) {
  const Json* method = optional_member(message, "method");
  if (method == nullptr || !method->is_string())
    throw RequestError{ErrorCode::invalid_request, "`method` must be a string"};
  send_(answer_to(message.at("id"), result_of(method->get_ref<const std::string&>(), params_of(message))));
}

Json Server::result_of(const std::string& method, const Json& params) {
  if (method == "initialize") return initialize(params);
  if (state_ == State::fresh) throw RequestError{ErrorCode::not_initialized, "`initialize` comes first"};
  if (state_ == State::shut_down) throw RequestError{ErrorCode::invalid_request, "nothing follows `shutdown`"};
  if (method == "shutdown") {
    state_ = State::shut_down;
    return nullptr;
  }
  const Feature* feature = find_feature(method);
  if (feature == nullptr)
    throw RequestError{ErrorCode::method_not_found, fmt::format("there is no method `{}` here", method)};
  return feature->answer(workspace_, params);
}

Json Server::initialize(const Json& params) {
  if (state_ != State::fresh) throw RequestError{ErrorCode::invalid_request, "`initialize` comes once"};
  state_ = State::running;
  if (const Json* client = optional_member(params, "capabilities")) workspace_.client = *client;
  return {{"capabilities", capabilities()}, {"serverInfo", {{"name", "ansatz"}, {"version", ANSATZ_VERSION}}}};
}

void Server::notify(const std::string& method, const Json& params) {
  if (method == "exit") {
    ended_ = state_ == State::shut_down ? 0 : 1;
    return;
  }
  if (state_ != State::running) return;  // as the protocol asks
  if (method == "textDocument/didOpen") {
    const Json& document = member(params, "textDocument");
    workspace_.open(text_of(document, "uri"), whole_of(document, "version"), text_of(document, "text"));
    schedule({});
  } else if (method == "textDocument/didChange") {
    change(params);
    schedule(typing_pause);
  } else if (method == "textDocument/didClose") {
    workspace_.close(document_of(params));
    schedule({});
  } else if (method == "textDocument/didSave" || method == "workspace/didChangeWatchedFiles") {
    workspace_.forget();
    schedule({});
  }
}

/// Each change is of the text that the one before it left.
void Server::change(const Json& params) {
  const Json& document = member(params, "textDocument");
  const std::string& uri = text_of(document, "uri");
  const std::int32_t version = whole_of(document, "version");
  const Json& changes = member(params, "contentChanges");
  if (!changes.is_array()) throw RequestError{ErrorCode::invalid_params, "`contentChanges` must be a list"};
  std::string text = workspace_.document(uri).text;
  for (const Json& one : changes) {
    const Json* range = optional_member(one, "range");
    text = range == nullptr ? text_of(one, "text") : replaced(text, range_of(*range), text_of(one, "text"));
  }
  workspace_.change(uri, version, std::move(text));
}

void Server::schedule(milliseconds pause) { due_ = Clock::now() + pause; }

void Server::work() {
  due_.reset();
  publisher_.publish(
      workspace_, [&](const Json& message) { send_(message); }, [&](const auto& text) { log(text); });
}

void Server::log(const std::string& text) {
  send_(notification("window/logMessage", {{"type", message_error}, {"message", text}}));
}

}  // namespace ansatz::lsp

// Messages in a stream of bytes, as the language server protocol cuts them: "Content-Length: 17\r\n\r\n" and 17 bytes.
//
// Bytes may arrive in any pieces. A stream that is cut wrongly cannot be read on, since nothing says where the next
// message begins: that is an error and not skipped.
//
// Read next: server.hpp (what becomes of a message), serve.hpp (where the bytes come from).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ansatz::lsp {

class Framing {
 public:
  void add(std::string_view bytes) { buffer_.append(bytes); }
  /// The next whole message without its header; nothing until it has arrived. Throws UserError where a header is none,
  /// or announces more than 64 MiB.
  std::optional<std::string> next();
  /// Whether a message has begun that is not whole.
  bool inside_message() const { return begin_ < buffer_.size(); }

 private:
  std::string buffer_;
  std::size_t begin_ = 0;  // of the bytes that are not read yet
};

/// A message with its header.
std::string framed(std::string_view message);

}  // namespace ansatz::lsp

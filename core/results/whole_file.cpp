// Files read and replaced whole, and files that grow by whole rows.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "results/append_file.hpp"

namespace ansatz {
namespace {

WorldFailure failure(std::string_view what, const std::filesystem::path& file, int error) {
  return WorldFailure(fmt::format("cannot {} {}: {}", what, file.string(), std::generic_category().message(error)));
}

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

/// Gives the error number, 0 when all is well. A full disk may show at any of the three.
int write_all(Descriptor& out, std::string_view bytes, Flush flush) {
  while (!bytes.empty()) {
    const ::ssize_t written = ::write(out.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (flush == Flush::yes && ::fsync(out.number()) != 0 && errno != EINVAL) return errno;
  return out.close() == 0 ? 0 : errno;
}

}  // namespace

void write_whole(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::path beside = file;
  beside += fmt::format(".{}.tmp", ::getpid());
  Descriptor out(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (out.number() < 0) throw failure("write", file, errno);
  int error = write_all(out, bytes, Flush::yes);
  if (error == 0 && ::rename(beside.c_str(), file.c_str()) != 0) error = errno;
  if (error == 0) return;
  ::unlink(beside.c_str());
  throw failure("write", file, error);
}

void append_whole(const std::filesystem::path& file, std::string_view bytes, Flush flush) {
  Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
  if (out.number() < 0) throw failure("write", file, errno);
  if (const int error = write_all(out, bytes, flush); error != 0) throw failure("write", file, error);
}

std::string read_whole(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (in.number() < 0) throw failure("read", file, errno);
  struct ::stat about {};
  if (::fstat(in.number(), &about) != 0) throw failure("read", file, errno);
  if (!S_ISREG(about.st_mode)) throw WorldFailure(fmt::format("cannot read {}: it is no ordinary file", file.string()));
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ::ssize_t got = ::read(in.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw failure("read", file, errno);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace ansatz

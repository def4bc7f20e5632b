// Files read and replaced whole, and files that grow by whole rows.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "ansatz/autodiff/error.hpp"
#include "ansatz/core/results.hpp"
#include "ansatz/core/whole_file.hpp"
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

// Those that follow give the error number, 0 when all is well. A full disk may show at any of them.

int put_all(const Descriptor& out, std::string_view bytes) {
  while (!bytes.empty()) {
    const ::ssize_t written = ::write(out.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int put_all_at(const Descriptor& out, std::uint64_t place, std::string_view bytes) {
  while (!bytes.empty()) {
    const ::ssize_t written = ::pwrite(out.number(), bytes.data(), bytes.size(), static_cast<::off_t>(place));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
    place += static_cast<std::uint64_t>(written);
  }
  return 0;
}

int finish(Descriptor& out, Flush flush) {
  if (flush == Flush::yes && ::fsync(out.number()) != 0 && errno != EINVAL) return errno;
  return out.close() == 0 ? 0 : errno;
}

/// The ordinary file that a name stands for, and its permissions if it is there.
struct Target {
  std::filesystem::path path;
  std::optional<::mode_t> mode{};
};

/// What is renamed onto a name replaces whatever has it: a link where its target was meant, a pipe, a device. So links
/// are followed, and what is no ordinary file, or must not be written, is refused.
Target target_of(const std::filesystem::path& file) {
  if (file.empty()) throw WorldFailure("cannot write a file without a name");
  struct ::stat about {};
  if (::lstat(file.c_str(), &about) != 0) {
    if (errno != ENOENT) throw failure("write", file, errno);
    return {file};
  }
  Target target{file};
  if (S_ISLNK(about.st_mode)) {
    std::error_code error;
    target.path = std::filesystem::canonical(file, error);
    if (error) throw failure("write", file, error.value());
    if (::stat(target.path.c_str(), &about) != 0) throw failure("write", file, errno);
  }
  if (!S_ISREG(about.st_mode))
    throw WorldFailure(fmt::format("cannot write {}: it is there and no ordinary file", file.string()));
  const bool locked = (about.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;  // which does not stop a superuser
  if (locked || ::faccessat(AT_FDCWD, target.path.c_str(), W_OK, AT_EACCESS) != 0)
    throw failure("write", file, locked ? EACCES : errno);
  target.mode = about.st_mode & 07777;
  return target;
}

/// What was renamed is not on the disk before its folder is. File systems that cannot be asked for it say EINVAL.
int flush_folder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (in.number() < 0) return errno == EACCES ? 0 : errno;  // a folder may be written and not be read
  return ::fsync(in.number()) == 0 || errno == EINVAL ? 0 : errno;
}

/// A file beside the one that it becomes; it goes unless it does.
class Beside final : public WholeFile {
 public:
  explicit Beside(const std::filesystem::path& file)
      : file_(file), target_(target_of(file)), path_(target_.path.string() + fmt::format(".{}.tmp", ::getpid())) {
    out_.emplace(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (out_->number() < 0) throw failure("write", file, errno);
    made_ = true;
    if (target_.mode && ::fchmod(out_->number(), *target_.mode) != 0) fail(errno);
  }
  ~Beside() override { remove(); }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  void write(std::string_view bytes) override {
    if (const int error = put_all(*out_, bytes); error != 0) fail(error);
  }
  void write_at(std::uint64_t place, std::string_view bytes) override {
    if (const int error = put_all_at(*out_, place, bytes); error != 0) fail(error);
  }
  void take_place() {
    if (const int error = finish(*out_, Flush::yes); error != 0) fail(error);
    if (::rename(path_.c_str(), target_.path.c_str()) != 0) fail(errno);
    made_ = false;
    if (const int error = flush_folder(target_.path); error != 0) fail(error);
  }

 private:
  [[noreturn]] void fail(int error) {
    remove();
    throw failure("write", file_, error);
  }
  void remove() {
    if (std::exchange(made_, false)) ::unlink(path_.c_str());
  }

  std::filesystem::path file_;
  Target target_;
  std::filesystem::path path_;
  std::optional<Descriptor> out_;
  bool made_ = false;
};

}  // namespace

void write_whole(const std::filesystem::path& file, const std::function<void(WholeFile&)>& make) {
  Beside made(file);
  make(made);
  made.take_place();
}

void write_whole(const std::filesystem::path& file, std::string_view bytes) {
  write_whole(file, [&](WholeFile& made) { made.write(bytes); });
}

void append_whole(const std::filesystem::path& file, std::string_view bytes, Flush flush) {
  Descriptor out(::open(target_of(file).path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  struct ::stat before {};
  if (out.number() < 0 || ::fstat(out.number(), &before) != 0) throw failure("write", file, errno);
  int error = put_all(out, bytes);
  if (error == 0) error = finish(out, flush);
  if (error == 0) return;
  // Readers see whole rows; what cannot even be cut off is mended by the next whole file.
  [[maybe_unused]] const int cut = ::ftruncate(out.number(), before.st_size);
  throw failure("write", file, error);
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

// A library that is loaded before a program and lets its calls that change files, or those for memory, fail or end it,
// at a chosen one:
//
//   LD_PRELOAD=faults.so ANSATZ_FAULT=FOLDER:NUMBER:HOW program
//
// Calls on files below FOLDER are counted from 1. HOW: `kill` ends the program before call NUMBER, `full` lets that one
// fail as a full disk does, `broken` as a disk that is broken, `full+` that one and all after it, `count` none.
// `memory` counts what is asked of the heap instead, by all threads from the beginning of `main`, and refuses request
// NUMBER; `requests` refuses none.
// At the end the number of calls, or of requests, is written to ANSATZ_FAULT_COUNT.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

// What is asked of the heap; it is asked before anything is constructed, so that this stands alone.
std::atomic<long> requests{0}, refused{-1};  // -1: they are not counted yet, 0: none is refused

bool refuses() {
  const long chosen = refused.load(std::memory_order_relaxed);
  if (chosen < 0 || requests.fetch_add(1) + 1 != chosen) return false;
  errno = ENOMEM;
  return true;
}

struct Plan {
  std::string folder, how;
  long number = 0, calls = 0;
  bool watched[1024] = {};  // descriptors of files below the folder

  Plan() {
    const char* text = std::getenv("ANSATZ_FAULT");
    if (text == nullptr) return;
    const std::string all = text;
    const std::size_t last = all.rfind(':'), first = all.rfind(':', last - 1);
    folder = all.substr(0, first);
    number = std::atol(all.substr(first + 1, last - first - 1).c_str());
    how = all.substr(last + 1);
  }
  bool of_memory() const { return how == "memory" || how == "requests"; }
  ~Plan() {
    refused.store(-1);
    if (of_memory()) calls = requests.load();
    const char* file = std::getenv("ANSATZ_FAULT_COUNT");
    if (std::FILE* out = file == nullptr ? nullptr : std::fopen(file, "w")) {
      std::fprintf(out, "%ld\n", calls);
      std::fclose(out);
    }
  }

  bool concerns(const char* path) const {
    return !of_memory() && !folder.empty() && path != nullptr && std::strstr(path, folder.c_str());
  }
  bool concerns(int descriptor) const { return descriptor >= 0 && descriptor < 1024 && watched[descriptor]; }

  /// Whether this call shall fail; the reason is in errno then.
  bool fails() {
    ++calls;
    if (calls == number && how == "kill") ::kill(::getpid(), SIGKILL);
    const bool chosen = how == "full+" ? calls >= number : calls == number && (how == "full" || how == "broken");
    if (chosen) errno = how == "broken" ? EIO : ENOSPC;
    return chosen;
  }
};

Plan& plan() {
  static Plan one;
  return one;
}

template <class F>
F* next(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

using Main = int(int, char**, char**);
Main* real_main = nullptr;

/// What is asked for before, by constructors of static objects, has nobody to tell of a failure.
int counted_main(int count, char** words, char** environment) {
  if (plan().of_memory()) refused.store(plan().how == "memory" ? plan().number : 0);
  return real_main(count, words, environment);
}

int opened(const char* name, const char* path, int flags, mode_t mode) {
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && plan().concerns(path);
  if (writes && plan().fails()) return -1;
  const int descriptor = next<int(const char*, int, mode_t)>(name)(path, flags, mode);
  if (descriptor >= 0 && descriptor < 1024) plan().watched[descriptor] = writes;
  return descriptor;
}

}  // namespace

extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* old, size_t size);
void* __libc_memalign(size_t alignment, size_t size);

void* malloc(size_t size) { return refuses() ? nullptr : __libc_malloc(size); }
void* calloc(size_t count, size_t size) { return refuses() ? nullptr : __libc_calloc(count, size); }
void* realloc(void* old, size_t size) { return refuses() ? nullptr : __libc_realloc(old, size); }
void* aligned_alloc(size_t alignment, size_t size) { return refuses() ? nullptr : __libc_memalign(alignment, size); }
int posix_memalign(void** memory, size_t alignment, size_t size) {
  void* found = refuses() ? nullptr : __libc_memalign(alignment, size);
  if (found == nullptr) return ENOMEM;
  *memory = found;
  return 0;
}

int __libc_start_main(Main* main, int count, char** words, void (*begin)(), void (*end)(), void (*loader)(),
                      void* top) {
  real_main = main;
  using Start = int(Main*, int, char**, void (*)(), void (*)(), void (*)(), void*);
  return next<Start>("__libc_start_main")(counted_main, count, words, begin, end, loader, top);
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened("open", path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened("open64", path, flags, mode);
}
ssize_t write(int descriptor, const void* bytes, size_t count) {
  if (plan().concerns(descriptor) && plan().fails()) return -1;
  return next<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, count);
}
int fsync(int descriptor) {
  if (plan().concerns(descriptor) && plan().fails()) return -1;
  return next<int(int)>("fsync")(descriptor);
}
int close(int descriptor) {
  if (descriptor >= 0 && descriptor < 1024) plan().watched[descriptor] = false;
  return next<int(int)>("close")(descriptor);
}
int rename(const char* from, const char* to) {
  if (plan().concerns(to) && plan().fails()) return -1;
  return next<int(const char*, const char*)>("rename")(from, to);
}
int link(const char* from, const char* to) {
  if (plan().concerns(to) && plan().fails()) return -1;
  return next<int(const char*, const char*)>("link")(from, to);
}
int mkdir(const char* path, mode_t mode) {
  if (plan().concerns(path) && plan().fails()) return -1;
  return next<int(const char*, mode_t)>("mkdir")(path, mode);
}
int remove(const char* path) {
  if (plan().concerns(path) && plan().fails()) return -1;
  return next<int(const char*)>("remove")(path);
}

}  // extern "C"

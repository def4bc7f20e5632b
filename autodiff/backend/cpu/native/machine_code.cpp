#include "backend/cpu/native/machine_code.hpp"

#if defined(__unix__)
#include <sys/mman.h>

#include <cstring>
#endif

namespace ansatz::ad::native {

#if defined(__unix__)
MachineCode::MachineCode(std::span<const std::uint8_t> code) : size_(code.size()) {
  if (code.empty()) return;
  void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  std::memcpy(memory, code.data(), size_);
  if (mprotect(memory, size_, PROT_READ | PROT_EXEC) == 0)
    at_ = static_cast<std::uint8_t*>(memory);
  else
    munmap(memory, size_);
}

MachineCode::~MachineCode() {
  if (at_ != nullptr) munmap(at_, size_);
}
#else
MachineCode::MachineCode(std::span<const std::uint8_t>) {}
MachineCode::~MachineCode() = default;
#endif

}  // namespace ansatz::ad::native

# shellcheck shell=sh disable=SC2154
# Shared by the scripts of this folder (sourced, POSIX shell): what must be there, and how it is built.
#
#   root            the repository, as an absolute path; the caller sets it first
#   announce PRESET WHAT SECONDS   says what the two below are going to do and how long that takes; nothing if nothing
#   need GROUP...   installs the packages of packages.txt that are missing, or says which they are
#   build PRESET [TARGET...]   configures on first use (or after the folder moved), then builds what changed
#
# Everything said here goes to standard error: standard output belongs to the program that is run. A terminal gets one
# live line of progress, anything else a line now and then; what apt-get and CMake said is kept in build/*.log and shown
# when they fail. A second call at the same time waits for the first, and says so.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The packages of the given groups whose command or file is not there, separated by spaces.
missing_packages() {
  missing=
  while read -r group package evidence _; do
    case " $* " in *" $group "*) ;; *) continue ;; esac
    case $evidence in
      /*) [ -e "$evidence" ] && continue ;;
      *) command -v "$evidence" >/dev/null 2>&1 && continue ;;
    esac
    missing="${missing:+$missing }$package"
  done <"$root/tools/packages.txt"
}

# As many compilers at once as there are processors, and memory for (1.5 GB each).
job_count() {
  processors=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  kilobytes=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo 2>/dev/null || true)
  by_memory=$((${kilobytes:-1500000} / 1500000))
  jobs=$((processors < by_memory ? processors : by_memory))
  [ "$jobs" -ge 1 ] || jobs=1
}

# SECONDS are those that one processor takes to build all of it.
announce() {
  missing_packages build
  built=
  [ -f "$root/build/$1/build.ninja" ] && built=yes
  [ -z "$missing" ] && [ -n "$built" ] && return 0
  say "This is done first, and once; later calls start at once:"
  [ -z "$missing" ] || say "  - $(echo "$missing" | wc -w) Debian packages are installed by apt-get, about a minute"
  job_count
  [ -n "$built" ] || say "  - $2 in build/$1, about $((($3 / jobs + 59) / 60)) minutes ($jobs at a time)"
}

# Takes the lock NAME, which the caller gives back by `exec 9>&-`; says so when somebody else has it.
lock() {
  mkdir -p "$root/build"
  command -v flock >/dev/null 2>&1 || return 0
  exec 9>"$root/build/$1.lock"
  flock -n 9 && return 0
  say "Another call is $2; this one waits until that is done."
  flock 9
}

# Shows how far a long command is: `progress WHAT PERCENT`, with percent a whole number.
progress() {
  if [ -t 2 ]; then
    printf '\r%s: %3d %%' "$1" "$2" >&2
    [ "$2" -lt 100 ] || printf '\n' >&2
  elif [ "$2" -ge "${progress_next:-0}" ]; then
    say "$1: $2 %"
    progress_next=$(($2 / 10 * 10 + 10))
  fi
}

# Runs a command with the rights to install, asking for a password only where somebody can type one.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"; fi
}

# apt-get is patient with another apt-get and asks nothing; what it says goes to the log, how far it is to `progress`.
# It reports that on standard output (Status-Fd, since sudo closes all others): download first, then installation.
apt() {
  progress_next=0
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
      -o APT::Status-Fd=1 "$@" </dev/null 2>&1 && echo "ansatz:done" || echo "ansatz:failed"; } |
    (while IFS= read -r line; do
      percent=$(echo "$line" | sed -n 's/^[dp][lm]status:[^:]*:\([0-9]*\).*/\1/p')
      case $line in
        ansatz:done) exit 0 ;;
        ansatz:failed) exit 1 ;;
        dlstatus:*) [ "$1" = update ] || progress Installing $((percent / 2)) ;;
        pmstatus:*) progress Installing $((50 + percent / 2)) ;;
        *) printf '%s\n' "$line" >>"$root/build/apt.log" ;;
      esac
    done)
}

install_packages() {
  : >"$root/build/apt.log"
  # The lists of packages are fetched only where they do not do: they are empty on a new machine, or too old.
  # shellcheck disable=SC2086  # the words of $missing are the arguments
  if apt-get -qq -s install $missing >/dev/null 2>&1 && apt install -y --no-install-recommends $missing; then return 0; fi
  # shellcheck disable=SC2086
  { say "Fetching the lists of packages." && apt update && apt install -y --no-install-recommends $missing; } && return 0
  say ""
  tail -n 20 "$root/build/apt.log" >&2
  say "Installing did not work: the end of build/apt.log is above. Is there a network? By hand:  apt-get install $missing"
}

need() {
  missing_packages "$@"
  [ -z "$missing" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "These Debian packages are missing: $missing"
    say "This system has no apt-get. Install what corresponds to them; going on with what is there."
  elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    say "Installing packages takes root or sudo. Ask for:  apt-get install $missing"
  else
    lock apt "installing packages"
    missing_packages "$@"
    if [ -n "$missing" ]; then
      say "Installing by apt-get: $missing"
      install_packages
    fi
    exec 9>&-
  fi
  for tool in cmake ninja; do
    command -v "$tool" >/dev/null 2>&1 || die "Cannot go on without $tool."
  done
}

configure() {
  preset=$1
  if command -v ccache >/dev/null 2>&1; then
    export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
  fi
  say "Configuring build/$preset."
  (cd "$root" && cmake --preset "$preset") >"$root/build/$preset.log" 2>&1 && return 0
  cat "$root/build/$preset.log" >&2
  rm -f "$root/build/$preset/build.ninja"
  die "CMake could not configure the build; what it said is above and in build/$preset.log."
}

# Ninja has a live line of its own on a terminal. Elsewhere its status lines become progress, all other lines are shown.
compile() {
  if [ -t 2 ]; then
    NINJA_STATUS='[%f of %t, %e s] ' ninja -C "$folder" -j "$jobs" "$@" >&2
    return
  fi
  progress_next=0
  { NINJA_STATUS='ansatz:%p:' ninja -C "$folder" -j "$jobs" "$@" 2>&1 && echo "ansatz:done" || echo "ansatz:failed"; } |
    (while IFS= read -r line; do
      percent=$(echo "$line" | sed -n 's/^ansatz: *\([0-9]*\)%.*/\1/p')
      case $line in
        ansatz:done) exit 0 ;;
        ansatz:failed) exit 1 ;;
        ansatz:*) progress Building "$percent" ;;
        "ninja: Entering directory"*) ;;
        *) say "$line" ;;
      esac
    done)
}

build() {
  preset=$1
  shift
  folder=$root/build/$preset
  # Two builds of one folder at a time would spoil it.
  lock "$preset" "building in build/$preset"
  if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf "$folder" # the repository was moved or copied
  fi
  [ -f "$folder/build.ninja" ] || configure "$preset"
  case $(ninja -C "$folder" -n "$@" 2>/dev/null) in
    *"no work to do."*) ;;
    *)
      job_count
      say "Building in build/$preset."
      compile "$@" || die "The build failed; what failed is above."
      ;;
  esac
  exec 9>&-
}

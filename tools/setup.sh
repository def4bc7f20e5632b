# Shared by the scripts of this folder (sourced, POSIX shell): what must be there, and how it is built.
#
#   root            the repository, as an absolute path; the caller sets it first
#   need GROUP...   installs the packages of packages.txt that are missing, or says which they are
#   build PRESET [TARGET...]   configures on first use (or after the folder moved), then builds what changed
#
# Everything said here goes to standard error: standard output belongs to the program that is run.

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

# Runs a command with the rights to install, asking for a password only where somebody can type one.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"; fi
}

# apt-get is quiet, patient with another apt-get, and asks nothing.
apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

need() {
  missing_packages "$@"
  [ -z "$missing" ] && return 0
  say "These Debian packages are missing: $missing"
  if ! command -v apt-get >/dev/null 2>&1; then
    say "This system has no apt-get. Install what corresponds to them; going on with what is there."
  elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
    say "Installing them takes root or sudo. Ask for:  apt-get install $missing"
  else
    say "Installing them by apt-get (the first time this takes minutes)."
    # The lists of packages are fetched only where they do not do: they are empty on a new machine, or too old.
    # shellcheck disable=SC2086  # the words of $missing are the arguments
    { apt-get -qq -s install $missing >/dev/null 2>&1 && apt install -y --no-install-recommends $missing; } ||
      { apt update && apt install -y --no-install-recommends $missing; } ||
      say "That did not work (see above; is there a network?). By hand:  apt-get install $missing"
    missing_packages "$@"
    [ -z "$missing" ] && say "All packages are installed."
  fi
  for tool in cmake ninja; do
    command -v "$tool" >/dev/null 2>&1 || die "Cannot go on without $tool."
  done
}

# As many compilers at once as there are processors, and memory for (1.5 GB each).
job_count() {
  processors=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  kilobytes=$(sed -n 's/^MemAvailable: *\([0-9]*\).*/\1/p' /proc/meminfo 2>/dev/null || true)
  by_memory=$((${kilobytes:-1500000} / 1500000))
  jobs=$((processors < by_memory ? processors : by_memory))
  [ "$jobs" -ge 1 ] || jobs=1
}

configure() {
  preset=$1
  if command -v ccache >/dev/null 2>&1; then
    export CMAKE_CXX_COMPILER_LAUNCHER="${CMAKE_CXX_COMPILER_LAUNCHER-ccache}"
  fi
  say "Configuring ($preset)."
  (cd "$root" && cmake --preset "$preset") >"$root/build/$preset.log" 2>&1 && return 0
  cat "$root/build/$preset.log" >&2
  rm -f "$root/build/$preset/build.ninja"
  die "CMake could not configure the build; what it said is above and in build/$preset.log."
}

build() {
  preset=$1
  shift
  folder=$root/build/$preset
  mkdir -p "$root/build"
  if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    rm -rf "$folder" # the repository was moved or copied
  fi
  # Two builds of one folder at a time would spoil it; the second waits.
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/build/$preset.lock"
    flock 9
  fi
  [ -f "$folder/build.ninja" ] || configure "$preset"
  case $(ninja -C "$folder" -n "$@" 2>/dev/null) in
    *"no work to do."*) ;;
    *)
      job_count
      say "Building ($preset)."
      ninja -C "$folder" -j "$jobs" "$@" >&2 || die "The build failed; what failed is above."
      ;;
  esac
  exec 9>&-
}

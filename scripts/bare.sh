# A Debian 12 with nothing installed, to try things in. Sourced by bash scripts after lib.sh, with $root set.
# shellcheck shell=bash disable=SC2154

# The Debian sources that this machine uses, one a line.
debian_sources() {
  # shellcheck disable=SC2016  # apt's own placeholders
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | grep ' bookworm' | sort -u
}

make_root() {
  local mirror
  mirror=$(debian_sources | sed -n 's/^deb \([^ ]*\) bookworm main$/\1/p')
  [[ -n $mirror ]] || { complain "no apt source of this machine has bookworm" && return 1; }
  # debootstrap marks what it makes: nothing else is ever removed.
  if [[ -e $root ]]; then
    [[ -d $root/debootstrap || -f $root/etc/debian_version ]] ||
      { complain "$root is there, and not a Debian root" && return 1; }
    rm -rf --one-file-system "$root"
  fi
  debootstrap --variant=minbase bookworm "$root" "$mirror"
}

# What a new machine on this network would be told: sources, proxies, certificates, names.
settle() {
  debian_sources >"$root/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::(https?::|Check-|ForceIPv)' >"$root/etc/apt/apt.conf.d/90network" || true
  cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
  mkdir -p "$root/usr/local/share/ca-certificates"
  find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$root/usr/local/share/ca-certificates" {} +
}

# inside COMMAND: run by bash in $inside_folder, as root, in namespaces of its own.
inside() {
  # shellcheck disable=SC2016  # expanded inside
  env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 CI=true \
    ${CCACHE_DIR:+CCACHE_DIR=/srv/ccache} ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} ${no_proxy:+no_proxy="$no_proxy"} \
    unshare --mount --pid --fork --kill-child bash -euc '
      mount -t proc proc "$1/proc"
      mount -t tmpfs tmpfs "$1/dev/shm" -o mode=1777
      if [[ -n $4 ]]; then mkdir -p "$1/srv/ccache"; mount --bind "$4" "$1/srv/ccache"; fi
      exec chroot "$1" bash -euc "cd $2 && $3"' inside "$root" "$inside_folder" "$1" "${CCACHE_DIR:-}" </dev/null
}

# Fails unless this is root with a debootstrap.
need_debootstrap() {
  ((EUID == 0)) || { complain "needs root, for debootstrap and chroot" && return 1; }
  command -v debootstrap >/dev/null || apt-get install -q -y --no-install-recommends debootstrap
}

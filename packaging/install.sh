#!/bin/sh
# Installs or upgrades the bundle that this file lies in. No network is needed.
#   sudo packaging/install.sh [PREFIX]     PREFIX is /opt/lantu unless told otherwise
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
prefix=${1:-/opt/lantu}
version=$(cat "$here/VERSION")
(cd "$here" && sha256sum --quiet -c SHA256SUMS)
mkdir -p "$prefix"
if [ "$here" != "$prefix/$version" ]; then
  rm -rf "$prefix/.$version.part"
  cp -R "$here" "$prefix/.$version.part"
  rm -rf "$prefix/$version"
  mv "$prefix/.$version.part" "$prefix/$version"
fi
chmod -R go=rX,u+rwX "$prefix/$version"
# The old version stays beside the new one; `ln -sfn OLD current` goes back, as long as no new migration has run.
ln -sfn "$version" "$prefix/current"
if [ "$(id -u)" = 0 ] && [ "$prefix" = /opt/lantu ]; then
  getent passwd lantu >/dev/null || useradd --system --home-dir /var/lib/lantu --shell /usr/sbin/nologin lantu
  install -d -o lantu -g lantu -m 0700 /var/lib/lantu /var/backups/lantu
  install -d -m 0755 /etc/lantu
  if [ -d /etc/systemd/system ]; then
    install -m 0644 "$prefix/current/packaging/lantu.service" "$prefix/current/packaging/lantu-backup.service" \
      "$prefix/current/packaging/lantu-backup.timer" /etc/systemd/system/
    if [ -d /run/systemd/system ]; then
      systemctl daemon-reload
      systemctl enable lantu.service lantu-backup.timer
      systemctl restart lantu.service lantu-backup.timer
    fi
  fi
fi
echo "$version -> $prefix/current"

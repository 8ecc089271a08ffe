#!/bin/sh
# Makes an app image with its own Java runtime, and a .deb from it, in target/package.
# Needs a JDK 21 or later with jpackage, binutils, and fakeroot for the .deb.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
project=$(dirname -- "$here")
tree="$project/target/switchback"
out="$project/target/package"
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$project/pom.xml")
modules=javafx.controls,java.sql,java.naming,java.desktop,java.management,java.prefs,java.logging,java.xml,jdk.crypto.ec,jdk.unsupported,jdk.zipfs

say() { printf '%s\n' "$*" >&2; }

jdk_of() { # prints the folder of the JDK when it has jpackage and is new enough
  [ -x "$1/bin/jpackage" ] || return 1
  major=$("$1/bin/jpackage" --version 2>/dev/null | sed 's/[^0-9].*//')
  [ "${major:-0}" -ge 21 ] && printf '%s\n' "$1"
}

find_jdk() {
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/temurin-* /usr/lib/jvm/* /opt/*jdk*; do
    jdk_of "$candidate" && return 0
  done
  say "packaging: no JDK 21 or later with jpackage found; install one or set JAVA_HOME"
  return 1
}

for tool in objcopy fakeroot; do
  command -v "$tool" >/dev/null 2>&1 || { say "packaging: $tool is missing; install binutils and fakeroot"; exit 2; }
done
jdk=$(find_jdk) || exit 2
[ -d "$tree/lib" ] || (cd "$project" && mvn -q -DskipTests package)

rm -rf "$out"
mkdir -p "$out/input" "$out/modules"
cp "$tree"/lib/*.jar "$out/input/"
# JavaFX becomes part of the runtime; its jars without classes and its copies on the class path are not needed.
for jar in "$out"/input/javafx-*.jar; do
  case "$jar" in
    *-linux*.jar) mv "$jar" "$out/modules/" ;;
    *) rm "$jar" ;;
  esac
done

"$jdk/bin/jpackage" --type app-image --name Switchback --app-version "$version" \
  --dest "$out" --input "$out/input" --main-jar "switchback-$version.jar" --main-class dev.switchback.Main \
  --module-path "$out/modules" --add-modules "$modules" \
  --java-options "--enable-native-access=ALL-UNNAMED,javafx.graphics" \
  --java-options "-XX:+UseSerialGC" --java-options "-XX:TieredStopAtLevel=1" \
  --icon "$here/switchback.png" \
  --vendor Switchback --description "Desktop migration manager for database administrators"

"$jdk/bin/jpackage" --type deb --name Switchback --app-version "$version" \
  --dest "$out" --app-image "$out/Switchback" --linux-package-name switchback \
  --linux-package-deps "libgtk-3-0, libxtst6" --license-file "$project/LICENSE"

du -sh "$out/Switchback" "$out"/*.deb

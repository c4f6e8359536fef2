#!/bin/sh
# The system libraries that Qt needs in the manylinux images, where wheels are tried: those of the offscreen platform.
set -eu
dnf -q -y install glib2 libglvnd-egl libglvnd-glx libglvnd-opengl dbus-libs fontconfig freetype libxkbcommon libX11 \
    dejavu-sans-fonts

; Stub: a program in the place of gdsim.exe, for trying the installer where there is no Windows to build the real one.
; It writes the words it was started with to opened.txt, beside itself.

!ifdef TARGET
  Target "${TARGET}"
!endif
Unicode true
SilentInstall silent
RequestExecutionLevel user
SetDateSave off
Name "stub"
OutFile "${OUT}"

!include FileFunc.nsh

Section
  ${GetParameters} $0
  FileOpen $1 "$EXEDIR\opened.txt" w
  FileWriteUTF16LE $1 $0
  FileClose $1
SectionEnd

; The installer for Windows: for one user, without an administrator. installer.py writes the list of files and calls
; makensis with VERSION, NUMBERS (four of them), KILOBYTES, ICON, LICENCE, LIST and OUT, and where
; the installer itself is to be 64-bit TARGET; see README.md.

!ifdef TARGET
  Target "${TARGET}"
!endif
Unicode true
SetCompressor /SOLID lzma
; Not the dates of the payload's files: two builds of one payload are equal.
SetDateSave off
ManifestDPIAware true
ManifestSupportedOS all
RequestExecutionLevel user

!include MUI2.nsh
!include x64.nsh
!include "${LIST}"

!define PROGID "gdsim.experiment"
!define CLASSES "Software\Classes"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\gdsim"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\gdsim.exe"

Name "gdsim"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\gdsim"
; An upgrade goes where the older version is.
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
BrandingText "gdsim ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "gdsim"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installer of gdsim"
VIAddVersionKey "CompanyName" "The gdsim authors"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\gdsim.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start gdsim"
!define MUI_LICENSEPAGE_BUTTON "Next >"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "gdsim is free software. There is nothing to agree to."
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be replaced, and cannot be opened for writing.
!macro END_WHERE_IT_RUNS
  ${If} ${FileExists} "$INSTDIR\gdsim.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\gdsim.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "gdsim is running. Close it, and start this again." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Explorer reads the associations again.
!macro TELL_EXPLORER
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "gdsim needs a 64-bit Windows." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section "gdsim"
  !insertmacro END_WHERE_IT_RUNS
  ; The older version goes by its own list: what the new one no longer has would stay for ever.
  ReadRegStr $0 HKCU "${REMOVAL}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\uninstall.exe"
    ExecWait '"$0\uninstall.exe" /S _?=$0' $1
    ${If} $1 != 0
      MessageBox MB_OK|MB_ICONSTOP "The gdsim in $0 cannot be replaced: its uninstaller ended with $1." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    ; Started in its own place it could not delete itself.
    Delete "$0\uninstall.exe"
    RMDir "$0"
  ${EndIf}

  ClearErrors
  !insertmacro INSTALL_PAYLOAD
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Not all files could be written to $INSTDIR." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}

  CreateShortCut "$SMPROGRAMS\gdsim.lnk" "$INSTDIR\gdsim.exe" "" "$INSTDIR\gdsim.exe" 0 SW_SHOWNORMAL "" \
    "See what happens inside the training of a neural network"
  ; Win+R and ShellExecute find the program by its name.
  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\gdsim.exe"

  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "gdsim experiment"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\gdsim.exe,0"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\gdsim.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.gdsim" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\.gdsim" "Content Type" "application/vnd.gdsim+json"
  WriteRegStr HKCU "${CLASSES}\.gdsim\OpenWithProgids" "${PROGID}" ""
  !insertmacro TELL_EXPLORER

  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "gdsim"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\gdsim.exe,0"
  WriteRegStr HKCU "${REMOVAL}" "Publisher" "The gdsim authors"
  WriteRegStr HKCU "${REMOVAL}" "URLInfoAbout" "https://gdsim.org/"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${REMOVAL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
SectionEnd

; Exactly what was installed. Experiments that were saved there, and the settings, are the user's and stay.
Section "Uninstall"
  !insertmacro END_WHERE_IT_RUNS
  !insertmacro REMOVE_PAYLOAD
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\gdsim.lnk"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegValue HKCU "${CLASSES}\.gdsim\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.gdsim\OpenWithProgids"
  ; Not where another program has taken the files over.
  ReadRegStr $0 HKCU "${CLASSES}\.gdsim" ""
  ${If} $0 == "${PROGID}"
    DeleteRegValue HKCU "${CLASSES}\.gdsim" ""
    DeleteRegValue HKCU "${CLASSES}\.gdsim" "Content Type"
  ${EndIf}
  EnumRegKey $0 HKCU "${CLASSES}\.gdsim" 0
  EnumRegValue $1 HKCU "${CLASSES}\.gdsim" 0
  ${If} $0 == ""
  ${AndIf} $1 == ""
    DeleteRegKey HKCU "${CLASSES}\.gdsim"
  ${EndIf}
  DeleteRegKey HKCU "${REMOVAL}"
  !insertmacro TELL_EXPLORER
SectionEnd

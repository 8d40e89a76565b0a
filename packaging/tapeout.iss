; The installer for Windows, made of the folder in dist/tapeout by Inno Setup 6.3 or newer:
;     iscc /DVersion=0.1.0 packaging\tapeout.iss
; For this player alone, so that no administrator is asked; saves and settings lie in %APPDATA%\tapeout and stay.
#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 packaging\tapeout.iss
#endif

[Setup]
AppId={{6E1D4A52-9C7B-4E0B-8F63-5B1A0C2D7E94}
AppName=Tapeout
AppVersion={#Version}
AppVerName=Tapeout {#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Tapeout
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\LICENSE
SetupIconFile=..\build\made\tapeout.ico
UninstallDisplayIcon={app}\tapeout.exe
OutputDir=..\dist
OutputBaseFilename=tapeout-{#Version}-windows-x86_64-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[InstallDelete]
; What an older version had and this one has not must not lie beside it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\dist\tapeout\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[Icons]
Name: "{autoprograms}\Tapeout"; Filename: "{app}\tapeout.exe"
Name: "{autodesktop}\Tapeout"; Filename: "{app}\tapeout.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\tapeout.exe"; Description: "{cm:LaunchProgram,Tapeout}"; Flags: nowait postinstall skipifsilent

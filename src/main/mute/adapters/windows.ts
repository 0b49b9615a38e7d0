/**
 * Windows 10 and 11: the switch of the notification centre itself, an undocumented COM object, from one hidden PowerShell without any
 * native build. What was set before is written down for a power cut, since Windows remembers its switch; the next worker puts it back.
 */
import { join } from 'node:path'
import type { WorkerDesktop } from './worker.ts'

const SCRIPT = String.raw`
$ErrorActionPreference = 'Stop'
$out = [Console]::Out
try {
  Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
[ComImport, Guid("6BFF4732-81EC-4FFB-AE67-B6C1BC29631F"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
public interface IQuietHoursSettings {
  [return: MarshalAs(UnmanagedType.LPWStr)] string GetProfile();
  void SetProfile([MarshalAs(UnmanagedType.LPWStr)] string id);
}
public static class QuietHours {
  static readonly IQuietHoursSettings settings = (IQuietHoursSettings)Activator.CreateInstance(
    Type.GetTypeFromCLSID(new Guid("F53321FA-34F8-4B7F-B9A3-361877CB94CF")));
  public static string Profile { get { return settings.GetProfile(); } set { settings.SetProfile(value); } }
}
'@
} catch { while ($null -ne [Console]::In.ReadLine()) { $out.WriteLine('fail unsupported Add-Type') }; exit }
$open = 'Microsoft.QuietHoursProfile.Unrestricted'
$quiet = 'Microsoft.QuietHoursProfile.PriorityOnly'
$file = Join-Path $env:LOCALAPPDATA 'tideline-mute.txt'
$before = $null
function Say { $out.WriteLine('ok ' + ([QuietHours]::Profile -ne $open).ToString().ToLower()) }
function Restore($to) {
  if ([QuietHours]::Profile -eq $quiet) { [QuietHours]::Profile = $to }
  Remove-Item -Force -ErrorAction SilentlyContinue $file
}
function Recover {
  if (-not (Test-Path $file)) { return }
  $left = @(Get-Content $file)
  $owner = Get-Process -Id ([int]$left[0]) -ErrorAction SilentlyContinue
  if ($null -eq $owner -or $owner.ProcessName -notmatch 'powershell|pwsh') { Restore $left[1] }
}
while ($null -ne ($word = [Console]::In.ReadLine())) {
  try {
    switch ($word) {
      'mute' {
        Recover
        $now = [QuietHours]::Profile
        if ($now -eq $open) {
          Set-Content -Path $file -Value @($PID, $now)
          $before = $now
          [QuietHours]::Profile = $quiet
        }
        Say
      }
      'restore' { if ($null -ne $before) { Restore $before; $before = $null }; Say }
      'recover' { Recover; Say }
      'read' { Say }
    }
  } catch [System.UnauthorizedAccessException] { $out.WriteLine('fail locked') }
  catch { $out.WriteLine('fail failed ' + ($_.Exception.Message -replace '\s+', ' ')) }
}
if ($null -ne $before) { Restore $before }
`

/** Beside `LOCALAPPDATA`, where the script writes it too. */
const traceIn = (env: NodeJS.ProcessEnv) => join(env['LOCALAPPDATA'] ?? '', 'tideline-mute.txt')

export const windowsDesktop = (env: NodeJS.ProcessEnv): WorkerDesktop => ({
  id: 'windows',
  label: 'Windows',
  trace: traceIn(env),
  program: {
    command: 'powershell.exe',
    args: [
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'Bypass',
      '-EncodedCommand',
      Buffer.from(SCRIPT, 'utf16le').toString('base64'),
    ],
    env,
  },
})

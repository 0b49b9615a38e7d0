/**
 * For a power cut on a desktop that remembers its mute: while we hold it, an entry stands among what the desktop starts at login.
 * It restores and does nothing else, needs nothing of ours but one small script, and removes both itself. Where Tideline starts at
 * that login too, whoever gets the lease's lock first restores, and a mute that Tideline has taken anew is left alone.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { desktopEntry } from '../../desktopEntry.ts'
import { writeWhole } from '../../files/writeWhole.ts'
import { text } from '../../text.ts'
import { HOLDERS, RESTORE } from './shell.ts'

/** The arguments are the folder of the leases' copies and the entry that started us. The lock is the one of `leaseFiles`. */
const SCRIPT = `# Tideline puts this here while it mutes a desktop that would stay muted if the power went. It restores, and removes itself.
folder=$1 entry=$2
bus=\${DBUS_SESSION_BUS_ADDRESS:-unix:path=$XDG_RUNTIME_DIR/bus}
bus=$(printf %s "\${bus%%;*}" | sed 's/,\\{0,1\\}guid=[^,]*//' | sha256sum | cut -c1-16)
if [ -n "$XDG_RUNTIME_DIR" ] && command -v flock >/dev/null; then
  mkdir -p -m 700 "$XDG_RUNTIME_DIR/tideline"
  exec 9>>"$XDG_RUNTIME_DIR/tideline/mute-$bus.lock"
  flock -w 60 9 || exit 1
fi
${HOLDERS}
left=0
for lease in "$folder"/mute-*.lease; do
  [ -f "$lease" ] || continue
  restore= held=
  while IFS= read -r line; do
    case $line in
      'holder '*) set -f; set -- $line; set +f; alive "$2" "$3" "$4" && held=1 ;;
      'restore '*) restore=\${line#restore } ;;
    esac
  done <"$lease"
  if [ -n "$held" ]; then left=1; continue; fi
  result=0
  if [ -n "$restore" ]; then
    ${RESTORE}
    result=$?
  fi
  case $result in 0|3) rm -f "$lease" ;; *) left=1 ;; esac
done
[ "$left" = 1 ] || rm -f "$entry" "$folder/restore-mute.sh"
`

const scriptIn = (mirrors: string): string => join(mirrors, 'restore-mute.sh')

/** Throws where the folders refuse; what is there already is not written again. */
export function writeLoginHook(mirrors: string, entry: string): void {
  const script = scriptIn(mirrors)
  writeIfOther(script, SCRIPT)
  const words = { name: text('app.name'), comment: text('app.restoresMute') }
  writeIfOther(entry, desktopEntry({ ...words, command: ['/bin/sh', script, mirrors, entry] }))
}

export function removeLoginHook(mirrors: string, entry: string): void {
  rmSync(entry, { force: true })
  rmSync(scriptIn(mirrors), { force: true })
}

function writeIfOther(file: string, wanted: string): void {
  if (readOrNull(file) !== wanted) writeWhole(file, wanted)
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

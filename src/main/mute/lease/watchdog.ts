/**
 * Restores the desktop when we die. A shell in a session of its own waits on a pipe that only we hold: however we end, the pipe
 * closes, and it wakes. It polls nothing and costs less than 2 MB. What to run stands in the lease, so that any holder's watchdog can.
 */
import { spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { HOLDERS, RESTORE } from './shell.ts'

/** What the shell runs; its arguments are the lease, its lock and the start of our line. */
export const WATCHDOG_SCRIPT = `
trap '' HUP INT TERM
set -f
lease=$1 lock=$2 me=$3
IFS= read -r word
[ "$word" = disarm ] && exit 0
exec 9>>"$lock"
if command -v flock >/dev/null; then flock -w 60 9 || exit 1; fi
[ -f "$lease" ] || exit 0
${HOLDERS}nl='
'
body= others= restore= mirror= login=
while IFS= read -r line; do
  case $line in
    "holder $me "*) continue ;;
    'holder '*) set -- $line; alive "$2" "$3" "$4" && others="$others$line$nl"; continue ;;
    'restore '*) restore=\${line#restore } ;;
    'mirror '*) mirror=\${line#mirror } ;;
    'login '*) login=\${line#login } ;;
  esac
  body="$body$line$nl"
done <"$lease"
keep() { printf %s "$body$others" >"$lease.$$" && mv -f "$lease.$$" "$lease"; }
if [ -n "$others" ]; then keep; exit 0; fi
result=0
if [ -n "$restore" ]; then
  ${RESTORE}
  result=$?
fi
case $result in
  0|3)
    rm -f "$lease"
    [ -n "$mirror" ] || exit 0
    rm -f "$mirror"
    set +f
    for left in "\${mirror%/*}"/mute-*.lease; do [ -e "$left" ] && exit 0; done
    rm -f "$login"
    ;;
  *) keep ;;
esac
`

/** What a lease says where a machine has no tool to restore with: keep the lease for our next start. */
export const CANNOT_RESTORE = 'exit 1'

export interface Watchdog {
  /** All is given back; it ends without a look. */
  disarm(): void
  /** We could not restore; it shall try by its own means. */
  letGo(): void
}

export interface WatchdogOptions {
  readonly lease: string
  readonly lock: string
  /** The start of our line in the lease, see `holderKey`. */
  readonly me: string
  readonly env: NodeJS.ProcessEnv
  /** It ended although we did not ask: nobody guards any more. */
  readonly onLost: () => void
}

export function armWatchdog({ lease, lock, me, env, onLost }: WatchdogOptions): Watchdog {
  const child = spawn('/bin/sh', ['-c', WATCHDOG_SCRIPT, 'tideline-mute', lease, lock, me], {
    env,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  let wanted = true
  const lost = () => {
    if (wanted) onLost()
    wanted = false
  }
  child.once('error', lost)
  child.once('exit', lost)
  child.stdin.on('error', () => undefined)
  // Neither the child nor the pipe shall keep us from ending.
  child.unref()
  if (child.stdin instanceof Socket) child.stdin.unref()
  const end = (word: string) => {
    wanted = false
    child.stdin.end(word)
  }
  return { disarm: () => end('disarm\n'), letGo: () => end('') }
}

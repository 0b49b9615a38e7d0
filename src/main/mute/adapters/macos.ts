/**
 * macOS: nothing but a person's own Shortcut may switch a Focus. They add two, once, and `shortcuts` runs them. It does not tell whether a
 * Focus was on before, so that one is off afterwards; and it cannot be read, so what is read is what was asked for.
 */
import type { WorkerDesktop } from './worker.ts'

export const SHORTCUT_ON = 'Tideline on'
export const SHORTCUT_OFF = 'Tideline off'

/** The arguments are the two shortcuts' names. */
const SCRIPT = `trap '' HUP INT TERM
on=false
run() {
  # macOS has no timeout(1); a shortcut that hangs shall not hang us for ever.
  out=$(
    /usr/bin/env shortcuts run "$1" 2>&1 </dev/null & run=$!
    (sleep 8; kill -9 $run) >/dev/null 2>&1 & cap=$!
    wait $run; result=$?
    kill $cap 2>/dev/null
    exit $result
  )
}
said() {
  case $out in
    *[Ff]ind*shortcut*) echo "fail not_set_up $1" ;;
    *'not found'*|*'No such file'*) echo "fail tool_missing shortcuts" ;;
    *) echo "fail failed $1" ;;
  esac
}
while IFS= read -r word; do
  case $word in
    mute) if run "$1"; then on=true; echo 'ok true'; else said "$1"; fi ;;
    restore) if [ $on = false ] || run "$2"; then on=false; echo 'ok false'; else said "$2"; fi ;;
    read) echo "ok $on" ;;
  esac
done
[ $on = false ] || run "$2"
`

export const macosDesktop = (env: NodeJS.ProcessEnv): WorkerDesktop => ({
  id: 'macos',
  label: 'macOS',
  program: { command: '/bin/sh', args: ['-c', SCRIPT, 'tideline-mute', SHORTCUT_ON, SHORTCUT_OFF], env },
})

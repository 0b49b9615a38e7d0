/** What the shells have in common that read a lease without us: the watchdog, and the hook at login. */

/** `alive PID START BOOT`: whether a holder is still the process that was meant. See `isAlive` in process.ts. */
export const HOLDERS = `boot=-
read -r boot </proc/sys/kernel/random/boot_id
alive() {
  [ "$3" = "$boot" ] || return 1
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
  set -- "$2" \${stat##*) }
  [ "$2" != Z ] && [ "$2" != X ] && [ "\${21}" = "$1" ]
}
`

/** Runs the command in `$restore`, for ten seconds at most, without the lock that this shell holds. */
export const RESTORE =
  'if command -v timeout >/dev/null; then timeout -s KILL 10 /bin/sh -c "$restore" 9>&-; else /bin/sh -c "$restore" 9>&-; fi'

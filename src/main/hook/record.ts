/** The record of what the person's own program said: `hook.log` in the data folder, readable by the person only. */
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { log } from '../log.ts'
import type { HookCall } from './events.ts'
import type { HookEnd } from './run.ts'

/** In bytes; then it becomes `hook.log.1`, and the one before that goes. */
const LARGEST = 256 * 1024

export type HookRecord = (call: HookCall, end: HookEnd) => void

export function createHookRecord(dataDir: string): HookRecord {
  const file = join(dataDir, 'hook.log')
  return (call, end) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, `${file}.1`)
      appendFileSync(file, entry(call, end), { mode: 0o600 })
    } catch (error) {
      log('cannot write hook.log', error)
    }
  }
}

function entry(call: HookCall, end: HookEnd): string {
  const how = end.how === 'exit' ? `exit ${end.code}` : end.how
  const said = end.output === '' ? '' : `${end.output.trimEnd().replaceAll(/^/gm, '  ')}\n`
  return `${call['TIDELINE_AT']} ${call['TIDELINE_EVENT']} ${call['TIDELINE_SESSION']}: ${how}\n${said}`
}

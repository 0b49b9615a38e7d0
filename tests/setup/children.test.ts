import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { run } from '../../scripts/lib/run.mjs'
import { waitFor } from '../harness/wait.ts'

test.runIf(process.platform === 'linux')('a child ends with the process that started it', async () => {
  const [kept, loose] = await Promise.all([startSleeper('kept'), startSleeper('loose')])
  await waitFor('the kept child to end', async () => !(await runs(kept)))
  expect(await runs(loose)).toBe(true)
  process.kill(loose)
  await waitFor('the loose child to end', async () => !(await runs(loose)))
})

/** Starts a program that starts `sleep` and ends at once. Returns the number of the sleep. */
async function startSleeper(kind: 'kept' | 'loose'): Promise<number> {
  const script = `
    import { spawn } from 'node:child_process'
    import { endWithUs } from ${JSON.stringify(inRoot('scripts', 'lib', 'children.mjs'))}
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
    child.unref()
    if (process.argv[1] === 'kept') endWithUs(child)
    console.log(child.pid)`
  return Number((await run(nodePath(), ['--input-type=module', '-e', script, kind])).out)
}

/** Whether the process is there and has not ended; one that nobody has reaped yet has. */
async function runs(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !/\) [ZX] /.test(stat)
}

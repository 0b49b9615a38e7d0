/** What a hub writes down. A real hub process. */
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startHub } from '../harness/hub.ts'
import { waitFor } from '../harness/wait.ts'

test('the hub logs neither bodies nor tokens nor invites, whatever is asked of it', async () => {
  const hub = await startInNewFolder()
  const bearer = `dt_${'z'.repeat(12)}.${'q'.repeat(43)}`
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
  const bodies = [
    '{"invite":"zqinviteqz","name":"zqnameqz","deviceName":"x"}',
    'zqgarbageqz',
    `"${'zqbigqz'.repeat(5_000)}"`,
  ]
  for (const route of ['join', 'invites', 'teams', 'leave', 'nothing']) {
    for (const body of bodies) {
      const reply = await fetch(`${hub.url}/v1/${route}?q=zqqueryqz`, { method: 'POST', headers, body })
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expect(await reply.text()).not.toMatch(/zq|qz/)
    }
  }
  await fetch(`${hub.url}/j/zqopenedqz.secret`)
  await fetch(`${hub.url}/v1/ws`, { headers })
  expect(hub.output()).not.toMatch(/zq\w+qz|dt_|Bearer/)
})

test('the hub keeps its files for its own user, in a folder that was open to all before', async () => {
  const { folder } = await startInNewFolder()
  const files = readdirSync(folder)
  expect(files).toEqual(expect.arrayContaining(['hub.db', 'owner.key', 'hub.json']))
  for (const name of files) expect([name, statSync(path.join(folder, name)).mode & 0o077]).toEqual([name, 0])
})

/** A folder that every user of the computer may look into. */
async function startInNewFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tideline-privacy-hub-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  const hub = await startHub(folder)
  onTestFinished(() => hub.stop())
  await waitFor('the hub to be ready', () => hub.output().includes('TIDELINE_HUB'))
  return { url: hub.url, output: () => hub.output(), folder }
}

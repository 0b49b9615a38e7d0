import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from './hub.ts'

let dir: string
let hub: Hub

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-hub-'))
  hub = await startHub(dir)
})

afterAll(async () => {
  await hub?.stop()
  await rm(dir, { recursive: true, force: true })
})

test('a killed hub is gone, and comes back on the same address', async () => {
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200)
  const { pid } = hub
  await hub.kill()
  await expect(fetch(`${hub.url}/healthz`)).rejects.toThrow('fetch failed')
  await hub.restart()
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200)
  expect(hub.pid).not.toBe(pid)
})

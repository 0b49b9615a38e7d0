/** `TIDELINE_OPS=100000 npx vitest run tests/hub/model.test.ts` lives longer. */
import { expect, test } from 'vitest'
import { createMemoryDisk } from '../../src/hub/store/memory.ts'
import { live, type World } from './model.ts'

const OPS = Number(process.env['TIDELINE_OPS'] ?? 3_000)

test.each([1, 2, 3])(
  'seed %i: every client ends up with what the store has, crashes and all',
  { timeout: 600_000 },
  async (seed) => {
    const disk = createMemoryDisk()
    const open = (now: number) => disk.open({ now, restartLease: 0 })
    const world: World = {
      nodes: [await open(0)],
      async crash(_, now) {
        disk.crash()
        world.nodes[0] = await open(now)
      },
    }
    await expect(live(world, seed, OPS)).resolves.toBeUndefined()
  },
)

import { afterEach, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { run } from '../../scripts/lib/run.mjs'
import { type FakeTools, fakeTools } from './fakeTools.ts'

let tools: FakeTools | undefined
afterEach(() => tools?.remove())

/** `.ci/run` with an npm that answers as told for `test` and for `run check`. */
async function ci(test: string, check: string) {
  tools = await fakeTools({ npm: `if [ "$1" = test ]; then ${test}; else ${check}; fi` })
  const { code, out } = await run('bash', [inRoot('.ci', 'run')], { env: tools.env })
  return { code, last: out.trimEnd().split('\n').at(-1) }
}

test('both pass: one line sums them', async () => {
  const result = await ci('echo "12 passed, 0 failed"', 'echo "7 passed, 0 failed"')
  expect(result).toEqual({ code: 0, last: '19 passed, 0 failed' })
})

test('failing tests fail it, and the checks still run', async () => {
  const result = await ci('echo "10 passed, 2 failed"; exit 1', 'echo "7 passed, 0 failed"')
  expect(result).toEqual({ code: 1, last: '17 passed, 2 failed' })
})

test('failing checks alone fail it', async () => {
  const result = await ci('echo "12 passed, 0 failed"', 'echo "6 passed, 1 failed"; exit 1')
  expect(result).toEqual({ code: 1, last: '18 passed, 1 failed' })
})

test('a part that ends badly without counting anything counts as one failure', async () => {
  const result = await ci('echo "no network"; exit 1', 'echo "7 passed, 0 failed"')
  expect(result).toEqual({ code: 1, last: '7 passed, 1 failed' })
})

test('a part that ends badly after counting only successes counts as one failure', async () => {
  const result = await ci('echo "12 passed, 0 failed"; exit 3', 'echo "7 passed, 0 failed"')
  expect(result).toEqual({ code: 1, last: '19 passed, 1 failed' })
})

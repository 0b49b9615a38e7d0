/** docs/automation.md is run as it stands, and the tables of docs/cli.md name what is there. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { isLink, readInvitation } from '../../src/main/args.ts'
import { LINK_NAMES, readLink } from '../../src/main/deepLinks/read.ts'
import { hookCalls } from '../../src/main/hook/events.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { TeamSummary } from '../../src/core/app/report/team.ts'
import { StatusReport } from '../../src/core/app/report/status.ts'
import { say, startApp, type TestApp } from './app.ts'
import { cli } from './cli.ts'

const page = readFileSync(inRoot('docs', 'automation.md'), 'utf8')
let running: TestApp | null = null
afterEach(() => running?.stop())

const block = (language: string, holding: string): string => {
  const blocks = [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``, 'g'))].map(([, body]) => body ?? '')
  return blocks.find((body) => body.includes(holding)) ?? ''
}

test('the conversation over the socket', async () => {
  running = await startApp()
  const lines = block('json', '→').split('\n')
  const asked = lines.filter((each) => each.startsWith('→')).map((each) => each.slice(2))
  const answers = lines.filter((each) => each.startsWith('←')).map((each): unknown => JSON.parse(each.slice(2)))
  expect(asked.length).toBeGreaterThan(10)
  expect(await say(running.control.path, asked.map((each) => `${each}\n`).join(''))).toMatchObject(answers)
})

test('the lines for a shell', async () => {
  running = await startApp()
  const script = /node -e '([^]*?)'/.exec(block('sh', 'node -e'))?.[1] ?? ''
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, running.dataDir])
  expect(JSON.parse(stdout)).toMatchObject({ id: 1, ok: true, value: { session: null } })
})

test('every link that is named there can be followed, with a question where the page says so, and none is missing', () => {
  const rows = [...page.matchAll(/^\| `(tideline:[^`]+)` \|[^|]*\| ([^|]+) \|$/gm)]
  const read = rows.map(([, link = '', asks = '']) => {
    const meant = readLink(link, { now: instantAt('2026-11-26', '14:00', 'Europe/Lisbon'), zone: 'Europe/Lisbon' })
    if (readInvitation(link) !== null) return { name: 'join', right: asks === 'yes' }
    return { name: new URL(link).host, right: isLink(link) && 'wish' in meant && meant.asks === (asks === 'yes') }
  })
  expect(read.filter(({ right }) => !right)).toEqual([])
  expect(new Set(read.map(({ name }) => name))).toEqual(new Set([...LINK_NAMES, 'join']))
})

test('every variable of the program is named there, and no other', () => {
  const [call] = hookCalls(null, [{ type: 'started', at: 0, session: 's', until: 1 }])
  const named = new Set(page.match(/TIDELINE_[A-Z_]+/g))
  expect(named).toEqual(new Set(Object.keys(call ?? {})))
})

describe('docs/cli.md', () => {
  const cliPage = readFileSync(inRoot('docs', 'cli.md'), 'utf8')
  const [, table = ''] = /"ask":"status"([^]*?)"ask":"plan"/.exec(cliPage) ?? []
  const rows = new Map(
    [...table.matchAll(/^\| (`[^|]+`) \| (.*) \|$/gm)].map(([, names = '', said = '']) => [names, said]),
  )
  const row = (name: string): string => rows.get(`\`${name}\``) ?? ''
  const named = (said: string): string[] =>
    (/\{(.*)\}/.exec(said.replaceAll(/: *\{[^}]*\}|: *"[^,]*/g, ''))?.[1] ?? '').split(',').map((each) => each.trim())

  test('names every field of the status, and no other', () => {
    const fields = [...rows.keys()].flatMap((names) => names.replaceAll('`', '').split(', '))
    expect(fields).toEqual(expect.arrayContaining(Object.keys(StatusReport.shape)))
    expect(fields).toHaveLength(Object.keys(StatusReport.shape).length)
  })

  test('and every field of the session, what waits, and a team', () => {
    const { session, gap, next, mute } = StatusReport.shape
    const inner = { session: session.unwrap(), gap: gap.unwrap(), next: next.unwrap(), mute, teams: TeamSummary }
    for (const [name, schema] of Object.entries(inner))
      expect({ [name]: named(row(name)).toSorted() }).toEqual({ [name]: Object.keys(schema.shape).toSorted() })
    for (const phase of session.unwrap().shape.phase.options) expect(row('session')).toContain(`"${phase}"`)
  })

  test('names every command', async () => {
    const groups = ['focus', 'status', 'plan', 'team', 'mute', 'inbox', 'settings', 'hook']
    for (const group of groups) {
      const { out } = await cli('nowhere', group, '--help')
      const commands = [...out.matchAll(/^ {2}([a-z]+)(?:\|[a-z]+)? /gm)].map(([, name = '']) => name)
      const missing = commands.filter((name) => name !== 'help' && !cliPage.includes(name))
      expect({ group, missing }).toEqual({ group, missing: [] })
    }
  })
})

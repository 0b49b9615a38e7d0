/** Trust by design: what no teammate, owner or hub may learn of a person, and what stays when they leave. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import messages from '../../resources/locales/en.json'
import { TeamReport } from '../../src/core/app/report/team.ts'
import { TEAM_DOORS } from '../../src/core/sync/doors.ts'
import { ClientFrame, HubFrame, Item } from '../../src/core/sync/protocol.ts'
import { leaveTeam } from '../../src/main/hubLink.ts'
import { away, eventually, focusing, member, newTeam, startHub } from '../hub/kit.ts'

/** Names of fields that would say when somebody was last there, how long they were not, or how much they do. */
const WATCHING =
  /seen|idle|inactiv|last|typing|keystroke|screenshot|score|rank|streak|count|total|average|percent|minutes|hours|productiv|activity|session|duration/i
/** Numbers that are of the team or the message, not of a person. */
const HARMLESS = new Set(['coreHours', 'quietHours'])

function fieldNames(schema: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(schema)) schema.forEach((each) => fieldNames(each, found))
  else if (typeof schema === 'object' && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        Object.keys(value).forEach((name) => found.add(name))
      fieldNames(value, found)
    }
  }
  return found
}
const namesOf = (type: z.ZodType): ReadonlySet<string> => fieldNames(z.toJSONSchema(type, { io: 'input' }))
const watching = (names: Iterable<string>): string[] =>
  [...names].filter((name) => WATCHING.test(name) && !HARMLESS.has(name))

describe('no last-seen, no idle time, no statistic of a person', () => {
  test('is on the wire', () => {
    expect(namesOf(ClientFrame).size).toBeGreaterThan(20)
    expect(watching(namesOf(ClientFrame))).toEqual([])
    expect(watching(namesOf(HubFrame))).toEqual([])
    for (const { ask, reply } of Object.values(TEAM_DOORS)) {
      expect(watching(namesOf(ask))).toEqual([])
      expect(watching(namesOf(reply))).toEqual([])
    }
  })

  test('is told of a teammate: this is all, and `asOf` is when something was published, not when somebody was there', () => {
    expect(Object.keys(Item.shape).toSorted()).toEqual(
      ['asOf', 'gone', 'live', 'manual', 'name', 'p', 'plan', 'presence', 'r', 'role'].toSorted(),
    )
    expect(Object.keys(Item.shape.plan.unwrap().unwrap().shape)).toEqual(['zone', 'intervals', 'skills'])
    // There `seen` is when a knock sent now would be shown: made here, of the plan, and about the time to come.
    expect(watching(namesOf(TeamReport.shape.teams.element.shape.members))).toEqual(['seen'])
  })

  test('is on screen: no text about teammates speaks of it', () => {
    const said =
      /last seen|last active|last here|\bidle\b|inactive|online for|typing|keystroke|score|productiv|ranking/i
    const about = Object.entries(messages).filter(([key]) =>
      /^(team|ui\.state|availability|tray\.team|knock)/.test(key),
    )
    expect(about.length).toBeGreaterThan(100)
    expect(about.filter(([, text]) => said.test(text))).toEqual([])
  })
})

describe('leaving a team', () => {
  test('is said to delete what its hub holds of me, before anything is done', () => {
    expect(messages['team.leave.meaning']).toMatch(/^Your data on that hub is deleted/)
    expect(messages['team.leave.go']).toMatch(/delete/)
  })

  test('deletes it: not a byte of my name, my words, my place or my skills is left in any file of the hub', async () => {
    const hub = await startHub()
    const invite = await newTeam(hub)
    const ana = await member(invite, 'Anastasia-stays')
    const ben = await member(invite, 'Benedikt-leaves')
    const start = Date.now()
    ben.link.publish({
      presence: focusing(),
      manual: away('dentist-in-tiefenbach'),
      plan: {
        zone: 'Pacific/Chatham',
        intervals: [{ start, end: start + 3_600_000, state: 'available', place: 'lighthouse-kitchen' }],
        skills: ['zymurgy-lore'],
      },
    })
    await eventually(() => ana.people.get('Benedikt-leaves')).toMatchObject({
      manual: { text: 'dentist-in-tiefenbach' },
      plan: { zone: 'Pacific/Chatham', skills: ['zymurgy-lore'] },
    })
    await eventually(() => ben.view().pending).toBe(false)
    expect(await wordsIn(hub.data)).toContain('zymurgy-lore')
    expect(await leaveTeam(ben.joined)).toEqual({ ok: true })
    await eventually(() => ana.people.has('Benedikt-leaves')).toBe(false)
    await hub.kill('SIGTERM')
    expect(await wordsIn(hub.data)).toEqual(['Anastasia-stays'])
  })
})

const WORDS = [
  'Anastasia-stays',
  'Benedikt-leaves',
  'dentist-in-tiefenbach',
  'Pacific/Chatham',
  'lighthouse-kitchen',
  'zymurgy-lore',
]

/** Which of the words are anywhere in the files of this folder. */
async function wordsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const bytes = await Promise.all(files.map((file) => readFile(file)))
  return WORDS.filter((word) => bytes.some((one) => one.includes(word)))
}

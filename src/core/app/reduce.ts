/**
 * The one door for changes: `(state, intent, now)` in, a new state out, with the journal lines that must be on disk
 * before anything acts. A refusal leaves the state as it was.
 */
import type { Instant } from '../time/instant.ts'
import { type Intent, isErrand } from './intent.ts'
import { settleLetters } from './letters.ts'
import { reduceCalendars } from './reduce/calendars.ts'
import { reduceData } from './reduce/data.ts'
import { reduceDocs } from './reduce/docs.ts'
import { reduceFocus } from './reduce/focus.ts'
import { withItemAnswer } from './reduce/inbox.ts'
import { reduceKnocks } from './reduce/knocks.ts'
import { reduceLedger, withDigest } from './reduce/ledger.ts'
import { reducePlan } from './reduce/plan.ts'
import { changed, type Reduced } from './reduce/result.ts'
import { reduceRhythm } from './reduce/rhythm.ts'
import { reduceSelf } from './reduce/self.ts'
import { reduceTasks } from './reduce/tasks.ts'
import { reduceTeams } from './reduce/teams.ts'
import type { State } from './state.ts'

export function reduce(before: State, intent: Intent, now: Instant): Reduced {
  const reduced = change(before, intent, now)
  const state = settleLetters(reduced.state, now)
  return state === reduced.state ? reduced : { ...reduced, state }
}

function change(state: State, intent: Intent, now: Instant): Reduced {
  if (isErrand(intent)) return changed(state)
  const [area] = intent.type.split('.') as [string]
  switch (intent.type) {
    case 'look':
    case 'started':
    case 'gap':
    case 'clockSet':
    case 'quitting':
    case 'focus.toggle':
    case 'focus.start':
    case 'focus.pause':
    case 'focus.resume':
    case 'focus.extend':
    case 'focus.intend':
    case 'focus.end':
    case 'focus.keepOn':
    case 'focus.undoEnd':
    case 'focus.break':
    case 'focus.skipBreak':
    case 'focus.postponeBreak':
    case 'focus.settleGap':
    case 'focus.postponeStart':
    case 'focus.skipStart':
      return withDigest(reduceFocus(state, intent, now))
    case 'focus.interrupt':
    case 'focus.describe':
    case 'focus.back':
    case 'focus.outcome':
    case 'focus.energy':
    case 'digest.report':
    case 'digest.dismiss':
      return reduceLedger(state, intent, now)
    case 'plan.add':
    case 'plan.addAll':
    case 'plan.edit':
    case 'plan.months':
    case 'plan.change':
    case 'plan.remove':
    case 'plan.undo':
    case 'plan.redo':
      return reducePlan(state, intent)
    case 'rhythm.add':
    case 'rhythm.change':
    case 'rhythm.remove':
    case 'rhythm.replace':
    case 'rhythm.skip':
    case 'rhythm.restore':
    case 'rhythm.dayOff':
    case 'rhythm.dayOn':
      return reduceRhythm(state, intent, now)
    case 'calendar.change':
    case 'calendar.added':
    case 'calendar.published':
    case 'calendar.removed':
    case 'calendar.report':
      return reduceCalendars(state, intent)
    case 'data.imported':
      return reduceData(state, intent, now)
    case 'inbox.add':
    case 'inbox.change':
    case 'inbox.done':
    case 'inbox.remove':
      return reduceTasks(state, intent, now)
    case 'status.set':
    case 'status.clear':
    case 'settings.change':
    case 'notice.dismiss':
    case 'notice.tell':
    case 'mute.report':
    case 'mute.saw':
    case 'system.report':
    case 'hook.agreed':
      return reduceSelf(state, intent, now)
    case 'team.share':
    case 'team.joined':
    case 'team.invited':
    case 'team.left':
    case 'team.book':
    case 'team.announced':
    case 'team.followed':
    case 'team.nameTold':
    case 'team.moved':
    case 'link.report':
    case 'roster.report':
      return reduceTeams(state, intent, now)
    case 'doc.write':
    case 'doc.vote':
    case 'doc.forget':
    case 'docs.report':
      return reduceDocs(state, intent, now)
    case 'papers.answered': {
      const next = withItemAnswer(state, intent.team, intent.ref, intent.answer, now)
      return next === null ? reduceDocs(state, intent, now) : changed(next)
    }
    case 'items.report':
    case 'knock.send':
    case 'knock.reply':
    case 'knock.snooze':
    case 'knock.done':
    case 'knock.forget':
    case 'alert.set':
    case 'alert.drop':
      return reduceKnocks(state, intent, now)
    default:
      return unknownIntent(area, intent)
  }
}

function unknownIntent(area: string, intent: never): never {
  throw new Error(`No reducer for ${area}: ${JSON.stringify(intent)}`)
}

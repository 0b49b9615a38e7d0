/** The tray's lines for an interruption: one tap notes it, with who or how it was if one likes. */
import type { Wish } from '../../core/app/intent.ts'
import { openInterruption } from '../../core/app/ledger.ts'
import { type Answers, CHANNELS } from '../../core/focus/answers.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

/** After a tap the same group says more of what was noted, and the way back is offered. */
export function interruptedLines(world: TrayWorld): readonly Line[] {
  const open = openInterruption(world.state, world.now)
  const plain = ask(world, text('tray.interrupted'), { type: 'focus.interrupt' })
  if (open === null)
    return [plain, answers(text('tray.interruptedBy'), world, (said) => ({ type: 'focus.interrupt', ...said }))]
  const { at } = open
  return [
    ask(world, text('ledger.back'), { type: 'focus.back', of: at }),
    plain,
    answers(text('tray.itWas', { at: world.times.time(at) }), world, (said) => ({
      type: 'focus.describe',
      of: at,
      ...said,
    })),
  ]
}

/** Those named last come first: most interruptions come from the same few. */
function answers(label: string, world: TrayWorld, wish: (said: Answers) => Wish): Line {
  const { people, channels } = world.state.ledger
  const say = (words: string, said: Answers): Line => ask(world, words, wish(said))
  return group(label, [
    ...people.map((who) => say(who, { who })),
    ...(people.length === 0 ? [] : (['separator'] as const)),
    ...[...new Set([...channels, ...CHANNELS])].map((channel) => say(text(`channel.${channel}`), { channel })),
    'separator',
    say(text('ledger.urgent'), { urgent: true }),
  ])
}

import { type Wish, WINDOWS } from '../../../core/app/intent.ts'
import { MUTE_MODES } from '../../../core/app/state.ts'
import { sentence, text } from '../../text.ts'
import type { AddCommands } from '../command.ts'
import { badInput } from '../problem.ts'

/** Muting, windows, and the end. */
export const addApp: AddCommands = (program, tools) => {
  program
    .command('mute')
    .argument('<mode>', text('cli.help.muteMode'))
    .description(text('cli.help.mute'))
    .action((typed: string) => {
      if (typed.toLowerCase() === 'test') return testMute()
      const mute = oneOf(MUTE_MODES, typed)
      return doAndSay({ type: 'settings.change', change: { mute } }, text(`cli.mute.set.${mute}`))
    })
  program
    .command('open')
    .argument('<window>', text('cli.help.window'))
    .description(text('cli.help.open'))
    .action((typed: string) => doAndSay({ type: 'window.open', window: oneOf(WINDOWS, typed) }))
  program
    .command('quit')
    .option('--force', text('cli.help.force'))
    .description(text('cli.help.quit'))
    .action(({ force }: { force?: boolean }) => tools.talking((talk) => talk.quit(force === true)))

  const testMute = (): Promise<void> =>
    tools.talking(async (talk) => {
      const level = await talk.do({ type: 'mute.selfTest' })
      tools.print(sentence(`settings.mute.test.${level}`))
    })

  const doAndSay = (wish: Wish, said?: string): Promise<void> =>
    tools.talking(async (talk) => {
      await talk.do(wish)
      if (said !== undefined) tools.print(said)
    })
}

function oneOf<Word extends string>(known: readonly Word[], typed: string): Word {
  const found = known.find((word) => word === typed.toLowerCase())
  if (found === undefined) throw badInput('cli.problem.oneOf', { typed, known: known.join(', ') })
  return found
}

import { readWish } from '../../../core/app/intent.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { plain } from '../plain.ts'
import { badInput } from '../problem.ts'
import type { Talk } from '../talk.ts'

/** What is mine alone: settings, and the program that runs with focus. */
export const addOwn: AddCommands = (program, tools) => {
  addSettings(program, tools)
  addHook(program, tools)
}

const addSettings: AddCommands = (program, tools) => {
  const settings = program
    .command('settings')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.settings'))
    .action(({ json }: { json?: boolean }) => tools.talking((talk) => showSettings(talk, tools, json === true)))
  settings
    .command('set')
    .argument('<name>', text('cli.help.settings.name'))
    .argument('<value>', text('cli.help.settings.value'))
    .description(text('cli.help.settings.set'))
    .action((name: string, typed: string) =>
      tools.talking(async (talk) => {
        const read = readWish({ type: 'settings.change', change: changeOf(name, valueOf(typed)) })
        if ('refusal' in read) throw badInput('cli.problem.setting', { name, typed })
        await talk.do(read.wish)
        tools.print(text('cli.settings.set', { name, value: typed }))
      }),
    )
}

async function showSettings(talk: Talk, { print, printJson }: CliTools, json: boolean): Promise<void> {
  const settings = await talk.settings()
  if (json) printJson(settings)
  else print(settingLines(settings))
}

/** `focus.target` is the target among the settings of focus. */
function changeOf(name: string, value: unknown): object {
  const [first = '', ...rest] = name.split('.')
  return { [first]: rest.length === 0 ? value : changeOf(rest.join('.'), value) }
}

const GROUPS: ReadonlySet<string> = new Set(['focus', 'limits'])

/** As they are set again: those of focus and the limits each on a line of its own. */
const settingLines = (settings: object, before = ''): readonly string[] =>
  Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
    GROUPS.has(name) && typeof value === 'object' && value !== null
      ? settingLines(value, `${name}.`)
      : [`${before}${name}  ${plain(JSON.stringify(value))}`],
  )

/** `true`, `50`, or just words. */
function valueOf(typed: string): unknown {
  if (/^(true|false|-?\d+)$/.test(typed)) return JSON.parse(typed)
  return typed
}

const addHook: AddCommands = (program, tools) => {
  const hook = program
    .command('hook')
    .description(text('cli.help.hook'))
    .action(() =>
      tools.talking(async (talk) => {
        const { hook: argv } = await talk.settings()
        tools.print(
          argv.length === 0 ? text('cli.hook.none') : plain(argv.map((word) => JSON.stringify(word)).join(' ')),
        )
      }),
    )
  hook
    .command('set')
    .argument('<program>', text('cli.help.hook.program'))
    .argument('[arguments...]', text('cli.help.hook.arguments'))
    .allowUnknownOption()
    .description(text('cli.help.hook.set'))
    .action((name: string, words: string[]) =>
      tools.talking(async (talk) => {
        await talk.ask({ type: 'hook.set', argv: [name, ...words] })
        tools.print(text('cli.hook.set'))
      }),
    )
  hook
    .command('clear')
    .description(text('cli.help.hook.clear'))
    .action(() =>
      tools.talking(async (talk) => {
        await talk.do({ type: 'hook.set', argv: [] })
        tools.print(text('cli.hook.none'))
      }),
    )
}

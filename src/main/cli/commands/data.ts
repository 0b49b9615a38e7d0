import { resolve } from 'node:path'
import type { Wish } from '../../../core/app/intent.ts'
import type { ImportPreview } from '../../../core/data/preview.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { plain } from '../plain.ts'
import { badInput } from '../problem.ts'

interface ImportOptions {
  readonly merge?: boolean
  readonly replace?: boolean
}

/** Everything in one file, out and in. */
export const addData: AddCommands = (program, tools) => {
  program
    .command('export')
    .argument('<file>', text('cli.help.export.file'))
    .option('--sessions', text('cli.help.export.sessions'))
    .description(text('cli.help.export'))
    .action((file: string, { sessions }: { sessions?: boolean }) =>
      tools.talking(async (talk) => {
        const what = sessions === true ? 'sessions' : 'all'
        const written = await talk.ask({ type: 'data.export', what, to: resolve(file) })
        tools.print(text('cli.exported', { file: plain(written) }))
      }),
    )
  program
    .command('import')
    .argument('<file>', text('cli.help.import.file'))
    .option('--merge', text('cli.help.import.merge'))
    .option('--replace', text('cli.help.import.replace'))
    .description(text('cli.help.import'))
    .action((file: string, { merge, replace }: ImportOptions) =>
      tools.talking(async (talk) => {
        if (merge === true && replace === true) throw badInput('cli.problem.importHow')
        const preview = JSON.parse(await talk.ask({ type: 'data.look', from: resolve(file) })) as ImportPreview
        show(preview, tools)
        const { brings } = preview
        if (!brings.merge && !brings.replace) return tools.print(text('data.import.nothing'))
        if (merge !== true && replace !== true) return tools.print(text('cli.import.choose'))
        const how = merge === true ? 'merge' : 'replace'
        if (!brings[how]) return tools.print(text(`data.import.${how}.nothing`))
        const folder = await talk.ask(taking(preview, how))
        tools.print(text('cli.imported', { folder: plain(folder) }))
      }),
    )
}

const taking = ({ from, seen }: ImportPreview, how: 'merge' | 'replace'): Wish => ({
  type: 'data.import',
  from,
  seen,
  how,
})

function show({ rows, addresses }: ImportPreview, { print }: CliTools): void {
  for (const { row, ...counts } of rows) print(text('cli.import.row', { row: text(`data.row.${row}`), ...counts }))
  if (addresses > 0) print(text('data.import.addresses', { count: addresses }))
}

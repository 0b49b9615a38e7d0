import { text } from '../../text.ts'
import type { AddCommands } from '../command.ts'
import { insightLines } from '../insightWords.ts'

export const addInsights: AddCommands = (program, tools) => {
  program
    .command('insights')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.insights'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.insights()
        if (json === true) tools.printJson(report)
        else tools.print(insightLines(report))
      }),
    )
}

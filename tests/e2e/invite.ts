/** A new team on a running hub, made the way its owner does: with the hub's own command. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'

export async function inviteTo(dataDir: string, team: string): Promise<string> {
  const { stdout } = await promisify(execFile)(nodePath(), [
    inRoot('src', 'hub', 'index.ts'),
    'team',
    'create',
    team,
    '--data',
    dataDir,
  ])
  const link = /https?:\S+\/j\/\S+/.exec(stdout)?.[0]
  if (link === undefined) throw new Error(`No invite in: ${stdout}`)
  return link
}

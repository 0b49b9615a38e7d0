/** What other programs may set off, and what we set off: links of the desktop, and the person's own program. */
import { type Args, readInvitation } from '../args.ts'
import { createDeepLinks } from '../deepLinks.ts'
import { clock } from '../electron/clock.ts'
import { type LinkCatcher, registerLinks } from '../electron/links.ts'
import { followHook } from '../hook.ts'
import { createHookRecord } from '../hook/record.ts'
import { acceptInvitations } from '../invitations.ts'
import type { Loop } from '../loop.ts'
import { confirmJoin, confirmLink } from '../questions.ts'

export interface Automation {
  /** Follows the invitations and links of a command line. */
  follow(args: Pick<Args, 'invitations' | 'name' | 'hub' | 'links'>): void
  stop(): Promise<void>
}

/** Links that came before are followed with the first `follow`. */
export function openAutomation(loop: Loop, dataDir: string, caught: LinkCatcher): Automation {
  const openDeepLink = createDeepLinks({ loop, now: clock.now, confirm: confirmLink })
  const accept = (wanted: Parameters<typeof acceptInvitations>[0]): void => {
    void acceptInvitations(wanted, loop, { confirm: confirmJoin })
  }
  const open = (link: string): void => {
    const invitation = readInvitation(link)
    if (invitation === null) void openDeepLink(link)
    else accept({ invitations: [invitation], name: undefined, hub: undefined })
  }
  const hook = followHook({
    loop,
    async run(argv, call) {
      const { runHook } = await import('../hook/run.ts')
      return runHook({ argv, call, env: process.env, cwd: dataDir })
    },
    record: createHookRecord(dataDir),
  })
  registerLinks()
  let stopLinks = (): void => {}
  return {
    follow(args) {
      stopLinks = caught.open(open)
      accept(args)
      args.links.forEach(open)
    },
    async stop() {
      stopLinks()
      await hook.stop()
    },
  }
}

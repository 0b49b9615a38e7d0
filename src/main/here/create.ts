/** Whether somebody is at this machine, for the teams that are to be told. Costs nothing until there is one. */
import { idleSeconds } from '../electron/idle.ts'
import type { Loop } from '../loop.ts'
import { type FollowHere, followHere } from './follow.ts'

export const lookHere = (loop: Loop): FollowHere =>
  followHere(loop, async (limit, tell) => {
    const { openHere } = await import('./open.ts')
    return openHere({ seconds: idleSeconds, env: process.env, platform: process.platform, limit, tell })
  })

/** Follows what is shared into the published file, for who asked for one. */
import { done, type Outcome, refused } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import type { Publisher, PublishCode } from '../calendar/publish.ts'
import type { Loop } from '../loop.ts'
import type { Clock, Stop } from '../ports.ts'
import type { Line } from './line.ts'

export interface Publishing {
  /** Publishes into this file from now on; an empty name stops it and leaves the file. */
  publish(to: string): Promise<Outcome>
  follow(loop: Pick<Loop, 'state' | 'subscribe'>): Stop
}

export function openPublishing({ dispatch, state }: Line, { now }: Pick<Clock, 'now'>): Publishing {
  let loading: Promise<Publisher> | null = null
  const load = (): Promise<Publisher> =>
    (loading ??= import('../calendar/publish.ts').then(({ createPublisher }) => createPublisher()))
  let told: PublishCode | null = null

  async function write(): Promise<void> {
    const problem = (await load()).write(state(), now())
    if (problem !== null && problem !== told)
      await dispatch({ type: 'notice.tell', key: `error.${problem}`, tone: 'problem' })
    told = problem
  }
  const look = ({ settings }: State): void => {
    if (settings.publishTo !== '') void write()
  }

  return {
    async publish(to) {
      if (to !== '') {
        const { refusalOf } = await import('../calendar/publish.ts')
        const problem = refusalOf(to)
        if (problem !== null) return refused(problem)
      }
      const outcome = await dispatch({ type: 'calendar.published', to })
      if (!outcome.ok || to === '') return outcome
      const problem = (await load()).write(state(), now())
      if (problem === null) return done
      await dispatch({ type: 'calendar.published', to: '' })
      return refused(problem)
    },
    follow(loop) {
      look(loop.state())
      return loop.subscribe((_before, after) => look(after))
    },
  }
}

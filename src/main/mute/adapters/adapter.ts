/** What adapters share: where they live, and the look after every touch. */
import type { Bus } from '../host/bus.ts'
import { MuteError, sameValue, type MuteValue } from '../port.ts'

export interface Place {
  readonly bus: Bus
  /** The clean environment for host tools. */
  readonly env: NodeJS.ProcessEnv
  /** The unique name of the notification server, which no later server gets. */
  readonly server: string
  readonly label: string
}

/** Sets and reads back; a desktop that says yes and does nothing is found out here. */
export async function setAndCheck(
  read: () => Promise<MuteValue>,
  set: (value: MuteValue) => Promise<void>,
  value: MuteValue,
): Promise<MuteValue> {
  await set(value)
  const now = await read()
  if (!sameValue(now, value))
    throw new MuteError('not_applied', `wanted ${JSON.stringify(value)}, found ${JSON.stringify(now)}`)
  return now
}

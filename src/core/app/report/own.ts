/** What another program may ask about (docs/cli.md): my settings, and my inbox. */
import { z } from 'zod'
import { Task } from '../../planner/task.ts'
import { Settings, type State } from '../state.ts'

export const SettingsReport = z.object({ ...Settings.shape })
export type SettingsReport = z.infer<typeof SettingsReport>

export const settingsReport = ({ settings }: State): SettingsReport => settings

export const InboxReport = z.object({ items: z.array(z.object({ ...Task.shape })) })
export type InboxReport = z.infer<typeof InboxReport>

export const inboxReport = ({ inbox }: State): InboxReport => ({ items: Object.values(inbox) })

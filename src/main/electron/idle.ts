import { powerMonitor } from 'electron'

/** Whole seconds without input, by the system. The app must be ready. */
export const idleSeconds = (): number => powerMonitor.getSystemIdleTime()

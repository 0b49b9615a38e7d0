/** Reads one calendar file in a thread of its own, which is ended where the file asks for too much. */
import { readFileSync, statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { readIcs } from './ics/read.ts'
import { MOST_BYTES } from './limits.ts'
import { CalendarProblem } from './problem.ts'
import type { ReadReport } from './readInWorker.ts'

const Order = z.object({ file: z.string(), window: z.object({ start: z.number(), end: z.number() }), zone: z.string() })

function report(): ReadReport {
  try {
    const { file, window, zone } = Order.parse(workerData)
    if (statSync(file).size > MOST_BYTES) return { problem: 'calendar_too_large' }
    return { read: readIcs(readFileSync(file), window, zone) }
  } catch (error) {
    return { problem: error instanceof CalendarProblem ? error.code : 'calendar_file_unreadable' }
  }
}

parentPort?.postMessage(report())

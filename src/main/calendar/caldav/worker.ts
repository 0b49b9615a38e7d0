/** Speaks to a CalDAV server in a thread of its own: what it sends is parsed here, and ended where it asks for too much. */
import { parentPort, workerData } from 'node:worker_threads'
import { CalendarProblem } from '../problem.ts'
import { carryOut } from './carryOut.ts'
import { DavOrder, type DavReport } from './order.ts'

async function report(): Promise<DavReport> {
  try {
    return { answer: await carryOut(DavOrder.parse(workerData)) }
  } catch (error) {
    return { problem: error instanceof CalendarProblem ? error.code : 'calendar_server' }
  }
}

parentPort?.postMessage(await report())

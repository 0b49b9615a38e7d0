/** A thread for work that may never end or ask for too much: it is ended then, and the app waits for neither. */
import { Worker } from 'node:worker_threads'
import { READ_MEMORY } from './limits.ts'

/** `entry` is the module that runs the thread; its one message is the answer. `tooMuch` is the answer where none came. */
export async function inThread<Report>(
  entry: string | URL,
  order: unknown,
  patience: number,
  tooMuch: Report,
): Promise<Report> {
  const worker = new Worker(entry, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: READ_MEMORY, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    stdin: false,
  })
  const report = await answerOf(worker, patience, tooMuch)
  void worker.terminate()
  return report
}

function answerOf<Report>(worker: Worker, patience: number, tooMuch: Report): Promise<Report> {
  return new Promise((done) => {
    const giveUp = (): void => done(tooMuch)
    const timer = setTimeout(giveUp, patience)
    worker.once('message', (report: Report) => done(report))
    // Out of memory, or a stack that ran over.
    worker.once('error', giveUp)
    worker.once('exit', () => {
      clearTimeout(timer)
      giveUp()
    })
  })
}

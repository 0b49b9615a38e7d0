/**
 * What a window's main thread did for each frame that changed something, out of a Chromium trace: all of its tasks since
 * the frame before, so script, style, layout and paint and whatever else ran between.
 * @returns durations in ms, and of the frames also the time that the thread was really running: a busy machine makes it wait
 */
export function costOf(events) {
  const thread = busiest(events)
  const mine = events.filter(({ pid, tid, ph }) => ph === 'X' && `${pid}/${tid}` === thread)
  const tasks = mine.filter(({ name }) => name === 'RunTask')
  const layouts = mine.filter(({ name }) => name === 'Layout' || name === 'UpdateLayoutTree')
  const commits = commitsOf(mine).map(({ ts, dur }) => ts + dur)
  commits.sort((a, b) => a - b)
  const frames = commits.slice(1).flatMap((end, at) => {
    const isIn = ({ ts }) => ts >= commits[at] && ts < end
    if (!layouts.some(isIn)) return []
    const within = tasks.filter(isIn)
    const sum = (name) => within.reduce((all, task) => all + (task[name] ?? task.dur), 0) / 1000
    return [{ wall: sum('dur'), running: sum('tdur') }]
  })
  if (frames.length === 0) throw new Error('nothing was drawn in the trace')
  return {
    frames: frames.map(({ wall }) => wall),
    running: frames.map(({ running }) => running),
    tasks: tasks.map(({ dur }) => dur / 1000),
  }
}

const commitsOf = (events) => events.filter(({ name }) => name === 'Commit')

/** The thread that drew the most frames: the window that was dragged in. */
function busiest(events) {
  const counts = new Map()
  for (const { pid, tid } of commitsOf(events)) counts.set(`${pid}/${tid}`, (counts.get(`${pid}/${tid}`) ?? 0) + 1)
  const [found] = [...counts].toSorted((a, b) => b[1] - a[1])
  if (found === undefined) throw new Error('the trace has no frames')
  return found[0]
}

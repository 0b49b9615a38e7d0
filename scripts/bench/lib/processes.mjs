import { readdir, readFile } from 'node:fs/promises'

/** A process and everything that it started, by /proc. Linux only. */
export async function treeOf(pid) {
  const parents = await parentsOfAll()
  const tree = new Set([pid])
  for (let grown = true; grown;) {
    const more = [...parents].filter(([child, parent]) => tree.has(parent) && !tree.has(child))
    for (const [child] of more) tree.add(child)
    grown = more.length > 0
  }
  return [...tree]
}

async function parentsOfAll() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  // the name in brackets may hold spaces and brackets itself
  return new Map(
    stats.filter(Boolean).map((text) => [parseInt(text), Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])]),
  )
}

/** Memory of a process tree in bytes; pages shared with others count by their share (PSS). */
export async function pssOf(pid) {
  const sizes = (await treeOf(pid)).map(async (each) => {
    const text = await readFile(`/proc/${each}/smaps_rollup`, 'utf8').catch(() => '')
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
  })
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0)
}

/** CPU time that the threads of a process tree have used so far, in ms. */
export async function cpuOf(pid) {
  const threads = (await treeOf(pid)).map(async (each) => {
    const tasks = await readdir(`/proc/${each}/task`).catch(() => [])
    const times = tasks.map((task) =>
      readFile(`/proc/${each}/task/${task}/schedstat`, 'utf8').then(parseFloat, () => 0),
    )
    return (await Promise.all(times)).reduce((a, b) => a + b, 0)
  })
  return (await Promise.all(threads)).reduce((a, b) => a + b, 0) / 1e6
}

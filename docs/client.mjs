// A whole client of tideline.v1 in one page, for Node 22.18 or newer, without a dependency. See protocol.md.
export async function join(invite, name) {
  const [, url, key] = /^(.*)\/j\/([^#]+)/.exec(invite)
  const body = JSON.stringify({ invite: key, name, deviceName: 'stranger' })
  const reply = await fetch(`${url}/v1/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const joined = await reply.json()
  if (!reply.ok) throw new Error(joined.code)
  return { url, ...joined }
}

export function connect({ url, token, device }, told = () => {}) {
  const team = { me: '', people: new Map(), docs: new Map(), inbox: new Map() }
  const waiting = new Map() // what the hub has not confirmed, by id; a register has at most one
  const state = { socket: null, resume: null, epoch: '', offset: 0, hlc: '', id: 0, wait: 1000, until: 0, full: false, closed: false }
  const say = (frame) => state.socket?.readyState === 1 && state.socket.send(JSON.stringify(frame))
  const stamp = () => {
    const time = Math.round(Date.now() + state.offset).toString(16).padStart(12, '0') + '0000'
    state.hlc = time > state.hlc ? time : (BigInt(`0x${state.hlc}`) + 1n).toString(16).padStart(16, '0')
    return state.hlc
  }
  const apply = ({ items, gone, docs = [] }) => {
    for (const { p, ...item } of items) if (!(team.people.get(p)?.r >= item.r)) team.people.set(p, { ...team.people.get(p), ...item })
    for (const id of gone) team.people.delete(id)
    for (const doc of docs) doc.body === null ? team.docs.delete(doc.d) : team.docs.set(doc.d, doc)
  }
  const hear = {
    welcome({ me, now, epoch, held }) {
      team.me = me
      const hlc = Object.values(held).reduce((last, each) => (each > last ? each : last), state.hlc)
      Object.assign(state, { offset: now - Date.now(), epoch, wait: 1000, hlc })
      for (const frame of waiting.values()) say(frame) // the same stamps and ids as before: taken once
    },
    sync(frame) {
      if (frame.full && !state.full) for (const shelf of [team.people, team.docs]) shelf.clear()
      state.full = frame.full && frame.more
      apply(frame)
      if (!frame.more) state.resume = `${state.epoch}.${frame.r}`
    },
    up(frame) {
      if (state.resume !== `${state.epoch}.${frame.prev}`) return say({ t: 'resync', ...(state.resume && { resume: state.resume }) })
      apply(frame)
      state.resume = `${state.epoch}.${frame.r}`
    },
    inbox({ full, items, gone, more }) {
      if (full && !state.inbox) team.inbox.clear()
      state.inbox = full && more
      for (const item of items) team.inbox.set(item.i, item)
      for (const id of gone) team.inbox.delete(id)
    },
    ack({ id, hlc = '' }) {
      if (hlc > state.hlc) state.hlc = hlc
      waiting.delete(id)
    },
    nack({ id, code, retryMs = 0 }) {
      if (code === 'rate' || code === 'store') setTimeout(() => waiting.has(id) && say(waiting.get(id)), retryMs)
      else waiting.delete(id)
    },
    bye: ({ reconnectMs }) => (state.until = Date.now() + (reconnectMs ?? 0)),
  }
  const open = () => {
    const headers = { authorization: `Bearer ${token}` }
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, { protocols: ['tideline.v1'], headers })
    state.socket = socket
    const resume = state.resume ? { resume: state.resume } : {}
    socket.addEventListener('open', () => say({ t: 'hello', v: [1], device, app: 'stranger/1.0', ...resume }))
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(data)
      hear[frame.t]?.(frame)
      told(frame)
    })
    socket.addEventListener('close', ({ code }) => {
      if (state.closed || code === 4401 || code === 4403 || code === 4426) return
      setTimeout(open, Math.max(200, Math.random() * state.wait, state.until - Date.now()))
      state.wait = Math.min(30_000, state.wait * 2)
    })
  }
  const send = (frame) => {
    const full = { ...frame, id: (state.id += 1), ...((frame.t === 'put' || frame.t === 'plan') && { hlc: stamp() }) }
    for (const [id, old] of waiting) if (full.hlc && old.t === full.t && old.kind === full.kind) waiting.delete(id)
    waiting.set(full.id, full)
    say(full)
    return full.id
  }
  const close = (why = 'quit') => ((state.closed = true), say({ t: 'bye', why }))
  open()
  return { team, send, close, pending: () => waiting.size, drop: () => state.socket.close() }
}

/** Knocks in words. */
import type { KnockReport, KnocksReport } from '../../core/app/report/knocks.ts'
import { isMessageKey, text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { columns, plain } from './plain.ts'

export function knockLines(report: KnocksReport): string[] {
  const times = timesIn(report.zone, report.clock)
  if (report.knocks.length === 0) return [text('cli.knock.none')]
  return columns(
    report.knocks.map((knock, index) => [
      String(index + 1),
      headOf(knock),
      plain([knock.text, knock.link ?? ''].join(' ')),
      fateOf(knock, report.now, times),
    ]),
  )
}

function headOf({ way, kind, urgency, name }: KnockReport): string {
  const who = plain(name)
  if (kind === 'alert') return text('cli.knock.alert', { name: who })
  if (way === 'out') return text('knock.to', { name: who })
  const how = urgency ?? (kind === 'reply' ? 'reply' : 'handoff')
  return `${who}, ${text(`knock.kind.${how}`)}`
}

/** Where one that I sent is, or until when mine is put off. */
export function fateOf(knock: KnockReport, now: number, times: Times): string {
  const { way, is, later, since, code, again, kind } = knock
  if (kind === 'alert') return ''
  if (way === 'in') return later === null ? '' : text('cli.knock.later', { at: times.moment(later, now) })
  if (is === 'sent') return promise(knock, now, times)
  if (is === 'refused') {
    const key = `knock.refused.${code ?? ''}`
    const values = { at: times.moment(again ?? now, now), code: code ?? '' }
    return isMessageKey(key) ? text(key, values) : text('knock.refused', values)
  }
  const told = { waiting: 'knock.is.waiting', seen: 'knock.is.seen', done: 'knock.is.done' } as const
  return is === 'held' || is === 'open' ? '' : text(told[is], { at: times.moment(since ?? now, now) })
}

function promise({ urgency, seen, replyBy }: KnockReport, now: number, times: Times): string {
  const reply = replyBy === null ? text('knock.reply.none') : text('knock.reply.by', { at: times.moment(replyBy, now) })
  if (seen === null) return `${text(urgency === 'urgent' ? 'knock.seen.online' : 'knock.seen.unknown')} ${reply}`
  const key = urgency === 'today' ? 'knock.seen.latest' : 'knock.seen.at'
  return `${seen <= now ? text('knock.seen.now') : text(key, { at: times.moment(seen, now) })} ${reply}`
}

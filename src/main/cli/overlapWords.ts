/** Suggestions for a meeting in words, each on everybody's clock. */
import type { OverlapReport } from '../../core/app/report/overlap.ts'
import { cityOf } from '../../core/team/names.ts'
import { dateIn } from '../../core/time/zone.ts'
import { text } from '../text.ts'
import { timesIn } from '../times.ts'
import { columns, plain } from './plain.ts'

export function overlapLines({ slots, free, zone, clock }: OverlapReport): string[] {
  const times = timesIn(zone, clock)
  if (slots.length === 0) return [text('overlap.said.none')]
  const span = (start: number, end: number, where?: string): string =>
    text('overlap.span', { from: times.time(start, where), to: times.time(end, where) })
  const blocks = slots.flatMap(({ start, end, inCore, people }) => [
    [
      text('overlap.slot', { date: times.date(dateIn(start, zone)), span: span(start, end) }),
      ...(inCore ? [text('overlap.inCore')] : []),
    ].join(' · '),
    ...columns(
      people.map(({ name, zone: theirs, is }) => [
        `  ${plain(name)}`,
        theirs === null
          ? text('overlap.noClock')
          : `${dateIn(start, theirs) === dateIn(start, zone) ? '' : `${times.date(dateIn(start, theirs))} `}${span(start, end, theirs)} ${cityOf(plain(theirs))}`,
        is === 'available' ? '' : text(`overlap.is.${is}`),
      ]),
    ),
  ])
  return [text(free ? 'overlap.said.free' : 'overlap.said.least', { slots: slots.length }), ...blocks]
}

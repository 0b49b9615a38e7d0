/** The week and the rhythm, loaded when the day is painted. */
export { RhythmView } from './RhythmView.tsx'
export { WeekView } from './WeekView.tsx'

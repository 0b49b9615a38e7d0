/** Parts that nobody can need before the planner is painted: loaded right after it, so that they open at once. */
import { lazy } from 'react'

let paint: () => void = () => {}
/** Resolved once it is. */
export const painted = new Promise<void>((resolve) => (paint = resolve))

/** The planner is painted: now the rest may load. */
export const afterPaint = (): void => paint()

const later = <Part>(load: () => Promise<Part>): Promise<Part> => painted.then(load)

const agreed = later(() => import('./agreed/AgreedCard.tsx'))
const asks = later(() => import('./AskStrips.tsx'))
const beside = later(() => import('./beside.ts'))
const editor = later(() => import('./Editor.tsx'))
const keys = later(() => import('./KeysDialog.tsx'))
const exact = later(() => import('../sharing/ExactData.tsx'))
const lengths = later(() => import('./StartLengths.tsx'))
const ledger = later(() => import('../ledger/ledger.ts'))
const week = later(() => import('./week/week.ts'))
const jump = later(() => import('./jump/JumpToDate.tsx'))
const line = later(() => import('./line/LineBar.tsx'))
const proposal = later(() => import('./proposal/ProposalStrip.tsx'))
const team = later(() => import('./team/team.ts'))
const share = later(() => import('./share/ShareDialog.tsx'))
const more = later(() => import('./MoreMenu.tsx'))
const pick = later(() => import('../sharing/TeamPick.tsx'))

export const AgreedCard = lazy(async () => ({ default: (await agreed).AgreedCard }))
export const AskStrips = lazy(async () => ({ default: (await asks).AskStrips }))
export const InboxPanel = lazy(async () => ({ default: (await beside).InboxPanel }))
export const SharedCard = lazy(async () => ({ default: (await beside).SharedCard }))
export const TodayCard = lazy(async () => ({ default: (await beside).TodayCard }))
export const Lasso = lazy(async () => ({ default: (await beside).Lasso }))
export const Editor = lazy(async () => ({ default: (await editor).Editor }))
export const KeysDialog = lazy(async () => ({ default: (await keys).KeysDialog }))
export const ExactData = lazy(async () => ({ default: (await exact).ExactData }))
export const StartLengths = lazy(async () => ({ default: (await lengths).StartLengths }))
export const WeekView = lazy(async () => ({ default: (await week).WeekView }))
export const RhythmView = lazy(async () => ({ default: (await week).RhythmView }))
export const JumpToDate = lazy(async () => ({ default: (await jump).JumpToDate }))
export const LineBar = lazy(async () => ({ default: (await line).LineBar }))
export const ProposalStrip = lazy(async () => ({ default: (await proposal).ProposalStrip }))
export const CheckInCard = lazy(async () => ({ default: (await team).CheckInCard }))
export const WaitsCard = lazy(async () => ({ default: (await team).WaitsCard }))
export const ShareDialog = lazy(async () => ({ default: (await share).ShareDialog }))
export const MoreMenu = lazy(async () => ({ default: (await more).MoreMenu }))
export const TeamPick = lazy(async () => ({ default: (await pick).TeamPick }))
export const InterruptedCard = lazy(async () => ({ default: (await ledger).InterruptedCard }))
export const DigestCard = lazy(async () => ({ default: (await ledger).DigestCard }))
export const EnergyTap = lazy(async () => ({ default: (await ledger).EnergyTap }))
export const WeekCard = lazy(async () => ({ default: (await ledger).WeekCard }))

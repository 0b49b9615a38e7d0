/** The cards of the ledger, loaded as one. */
export { DigestCard } from './DigestCard.tsx'
export { EnergyTap } from './EnergyTap.tsx'
export { InterruptedCard } from './InterruptedCard.tsx'
export { WeekCard } from './WeekCard.tsx'

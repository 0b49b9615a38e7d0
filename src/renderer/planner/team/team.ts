export { CheckInCard } from './CheckInCard.tsx'
export { WaitsCard } from './WaitsCard.tsx'

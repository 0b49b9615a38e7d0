/** What stands beside the day: it comes a picture after it, so that the day comes sooner. */
export { Lasso } from './Lasso.tsx'
export { InboxPanel } from './inbox/InboxPanel.tsx'
export { SharedCard } from './SharedCard.tsx'
export { TodayCard } from './TodayCard.tsx'

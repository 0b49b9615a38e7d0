import type { TeamSlice } from '../../core/app/state.ts'

/** Whether a team's hub is out of reach, and not merely about to be reached. */
export const isDown = ({ link: { status } }: Pick<TeamSlice, 'link'>): boolean =>
  status === 'offline' || status === 'refused'

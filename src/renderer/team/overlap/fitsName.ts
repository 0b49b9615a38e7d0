import { folded } from '../../../core/team/names.ts'

/** Whether each word that is looked for begins a word of the name. */
export const fitsName = (name: string, query: string): boolean =>
  folded(query)
    .split(' ')
    .every((part) => ` ${folded(name)}`.includes(` ${part}`))

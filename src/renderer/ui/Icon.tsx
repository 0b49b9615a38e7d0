import type { ReactNode } from 'react'

/** Line icons on a 16-px grid, drawn with the colour of the text around them. */
const PATHS = {
  left: 'M10 3 5 8l5 5',
  right: 'm6 3 5 5-5 5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  check: 'm3 8.5 3.2 3.2L13 5',
  close: 'm4 4 8 8m0-8-8 8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  bell: 'M4.5 6.5a3.5 3.5 0 0 1 7 0V9l1.5 2.5H3L4.5 9zM6.5 13.5h3',
  bolt: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z',
  pause: 'M5.5 3.5v9m5-9v9',
  play: 'M5 3.2 12.5 8 5 12.8z',
  stop: 'M4 4h8v8H4z',
  undo: 'M6 3 3 6l3 3M3.5 6H10a3.5 3.5 0 0 1 0 7H6',
  redo: 'm10 3 3 3-3 3m2.5-3H6a3.5 3.5 0 0 0 0 7h4',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  trash: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 9h6l.5-9',
  search: 'M11.5 7A4.5 4.5 0 1 1 2.5 7a4.5 4.5 0 0 1 9 0zm-1.3 3.2L14 14',
  view: 'M5 3v10m0 0-2.5-2.5M5 13l2.5-2.5M11 13V3m0 0L8.5 5.5M11 3l2.5 2.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  people:
    'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zm-4.5 5.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6m1.3 2c1.7.5 2.7 1.8 2.7 3.7',
  inbox: 'M2 9.5h3.5l1 2h3l1-2H14M2 9.5 4 3h8l2 6.5V13H2z',
  panel: 'M2 3h12v10H2zm8 0v10',
  warning: 'M8 2 1.5 13.5h13zm0 4.5v3M8 11.7h.01',
  info: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.3V11M8 5h.01',
  mute: 'M4.5 6.5a3.5 3.5 0 0 1 7 0V9l1.5 2.5H3L4.5 9zM6.5 13.5h3M2 2l12 12',
  type: 'M5.5 2.5h5M8 2.5v11m-2.5 0h5M2.5 5v6m11-6v6',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6',
  settings:
    'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg
      className="ui-icon"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

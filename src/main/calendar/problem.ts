/** Why a calendar could not be had: a code with a sentence in the catalogue (`error.<code>`). */
export type CalendarCode =
  | 'calendar_bad_address'
  | 'calendar_same'
  | 'calendar_not_ics'
  | 'calendar_too_large'
  | 'calendar_too_many'
  | 'calendar_too_slow'
  | 'calendar_auth'
  | 'calendar_gone'
  | 'calendar_server'
  | 'calendar_silent'
  | 'calendar_unreachable'
  | 'calendar_tls'
  | 'calendar_redirect'
  | 'calendar_file_missing'
  | 'calendar_file_unreadable'
  | 'calendar_secret_lost'
  | 'calendar_not_saved'
  | 'caldav_bad_address'
  | 'caldav_auth'
  | 'caldav_not_dav'
  | 'caldav_cannot_make'
  | 'caldav_plain'

export class CalendarProblem extends Error {
  readonly code: CalendarCode
  constructor(code: CalendarCode, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

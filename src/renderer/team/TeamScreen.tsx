import type { ReactNode } from 'react'

export function TeamScreen(): ReactNode {
  return null
}

/** Notices in the desktop's notification area, by Electron or, where that fails, by node-notifier. */
import { Notification } from 'electron'
import { log } from '../log.ts'
import { createNotices, type MainRoute, type NoticeText, type SpareRoute } from '../notify.ts'
import type { NoticePort } from '../ports.ts'

/** `onLost` hears of a notice that the desktop took in neither way. */
export function openNotices(onLost: (notice: NoticeText) => void): NoticePort {
  return createNotices({
    main: electronRoute(),
    spare: notifierRoute,
    onLost(notice, error) {
      log('the desktop takes no notices', error)
      onLost(notice)
    },
  })
}

function electronRoute(): MainRoute {
  // One that nobody holds may be collected before it is clicked.
  const held = new Set<Notification>()
  return {
    isSupported: () => Notification.isSupported(),
    show(text, { onClick, onFailed }) {
      const notification = new Notification(text)
      const forget = (): boolean => held.delete(notification)
      held.add(notification)
      notification.on('click', () => {
        forget()
        onClick()
      })
      notification.on('close', forget)
      notification.on('failed', () => {
        forget()
        onFailed()
      })
      notification.show()
      return () => notification.close()
    },
  }
}

const notifierRoute: SpareRoute = async ({ title, body }) => {
  const { default: notifier } = await import('node-notifier')
  const request = { title, message: body, 'app-name': 'Tideline', wait: false }
  await new Promise<void>((resolve, reject) => {
    notifier.notify(request, (error: Error | null) => (error ? reject(error) : resolve()))
  })
}

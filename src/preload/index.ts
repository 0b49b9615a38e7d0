/** Two generic doors for the windows. What may be called, and with what, is the contract's and main's business. */
import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, newsChannel, type Reply } from '../bridge/channels.ts'
import type { Bridge, CallAnswers, CallName } from '../bridge/contract.ts'

const bridge: Bridge = {
  async call<Name extends CallName>(name: Name, input: unknown) {
    const reply = (await ipcRenderer.invoke(callChannel(name), input)) as Reply
    if ('error' in reply) throw new Error(reply.error)
    return reply.answer as CallAnswers[Name]
  },
  on(name, listener) {
    const hear = (_event: unknown, news: Parameters<typeof listener>[0]): void => listener(news)
    ipcRenderer.on(newsChannel(name), hear)
    return () => void ipcRenderer.off(newsChannel(name), hear)
  },
}

contextBridge.exposeInMainWorld('tideline', bridge)

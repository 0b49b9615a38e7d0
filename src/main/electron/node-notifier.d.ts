/** The one call of node-notifier that Tideline makes; the package brings no types. */
declare module 'node-notifier' {
  interface Request {
    readonly title: string
    readonly message: string
    readonly 'app-name': string
    readonly wait: boolean
  }
  const notifier: { notify(request: Request, done: (error: Error | null) => void): void }
  // The package is CommonJS, which Node gives as a default.
  export default notifier
}

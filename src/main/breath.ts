/** Lets main do what came meanwhile: a page that asks for its files, a window that wants to be drawn. */
export const breath = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

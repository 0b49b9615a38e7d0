/** Two frames: the first lays out what changed, after the second it is on the screen. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/** Shows the whole day or week without anything around it for as long as this takes, for a picture or for paper. */
export async function asPicture<Result>(take: () => Promise<Result>): Promise<Result> {
  const page = document.documentElement
  page.dataset['picture'] = ''
  try {
    await drawn()
    return await take()
  } finally {
    delete page.dataset['picture']
  }
}

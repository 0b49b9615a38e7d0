/** Puts a text on the clipboard; false where neither way is allowed. `field`, if given, holds the text selected. */
export async function copyText(value: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    // A window without permission for the clipboard may still copy what is selected in it.
    field?.select()
    return field !== null && document.execCommand('copy')
  }
}

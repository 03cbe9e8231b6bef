import { tick } from 'svelte'

/** Puts the keys into a field once it stands there, with what it holds marked, so that typing replaces it. */
export async function focusOn(id: string): Promise<void> {
  await tick()
  const field = document.getElementById(id)
  field?.focus()
  if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select()
}

/** Enter goes to the next field of the form; on an empty name, and on the last field, it does what the button does. */
export function goesOnByEnter(form: HTMLFormElement, save: () => void): () => void {
  const pressed = (event: KeyboardEvent) => {
    const { target } = event
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    if (event.key !== 'Enter' || event.isComposing || !isField) return
    event.preventDefault()
    const next = fieldAfter(form, target)
    const isEmptyName = target.id === 'entry-name' && target.value.trim() === ''
    if (event.ctrlKey || isEmptyName || !next) save()
    else focusOn(next.id)
  }
  form.addEventListener('keydown', pressed)
  return () => form.removeEventListener('keydown', pressed)
}

function fieldAfter(form: HTMLFormElement, field: HTMLElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLElement>('input:enabled, select:enabled')]
  return fields[fields.indexOf(field) + 1]
}

import { phoneOf } from './phone.ts'
import { aResident, smallRegister } from './small-register.ts'

export const area = '120601'

/** A phone that has fetched one resident and written down a wish that is not sent yet. */
export async function withOneUnsent() {
  const register = smallRegister()
  const resident = aResident()
  register.put(resident)
  const phone = phoneOf(register.call)
  const notebook = await phone.make(area)
  await notebook.sync()
  await notebook.change('resident', resident.id, { wish: 'wants' })
  return { register, phone, notebook, resident }
}

import { common } from '../messages/common.ts'
import { extensionOf, phoneWords } from '../phone-number.ts'

type Phones = { phones: readonly string[]; extensions?: readonly { phone: string; extension: string }[] }

/** "02-580-0704 ต่อ 12". */
export function phoneAndExtension(phone: string, { extensions }: Omit<Phones, 'phones'>): string {
  const extension = extensionOf(phone, extensions)
  return extension ? `${phoneWords(phone)}\u00a0${common.words.extension(extension)}` : phoneWords(phone)
}

/** All phones of a facility, as read and as typed again. */
export const phonesInWords = (facility: Phones): string[] =>
  facility.phones.map((phone) => phoneAndExtension(phone, facility).replace('\u00a0', ' '))
